extension CodeGrammar {
  /// The grammar of a language by the name a fence gives; nil for one that is not known.
  static func named(_ name: String) -> CodeGrammar? {
    let lower = name.lowercased()
    return table[lower] ?? aliases[lower].flatMap { table[$0] }
  }

  /// Names that ask for no marks.
  static let plainNames: Set<String> = ["text", "txt", "plain", "plaintext", "none", "output"]

  /// Every name a fence may give, sorted.
  static let allNames = (Array(table.keys) + aliases.keys + plainNames).sorted()

  private static let table: [String: CodeGrammar] = [
    "swift": swift, "c": c, "cpp": cpp, "csharp": cSharp, "java": java, "kotlin": kotlin,
    "scala": scala, "javascript": javaScript, "typescript": typeScript, "go": go, "rust": rust,
    "php": php, "dart": dart, "zig": zig, "python": python, "ruby": ruby, "perl": perl,
    "lua": lua, "r": r, "julia": julia, "haskell": haskell, "elixir": elixir, "lisp": lisp,
    "sql": sql, "shell": shell, "powershell": powerShell, "json": json, "yaml": yaml,
    "toml": toml, "ini": ini, "css": css, "make": make, "dockerfile": dockerfile, "tex": tex,
    "html": markup, "diff": difference, "console": console, "markdown": prose,
  ]

  private static let aliases = [
    "h": "c", "c++": "cpp", "cc": "cpp", "cxx": "cpp", "hpp": "cpp", "objc": "cpp",
    "c#": "csharp", "cs": "csharp", "kt": "kotlin", "js": "javascript", "jsx": "javascript",
    "mjs": "javascript", "node": "javascript", "ts": "typescript", "tsx": "typescript",
    "golang": "go", "rs": "rust", "py": "python", "python3": "python", "rb": "ruby",
    "pl": "perl", "jl": "julia", "hs": "haskell", "ex": "elixir", "exs": "elixir",
    "clojure": "lisp", "scheme": "lisp", "elisp": "lisp", "racket": "lisp", "clj": "lisp",
    "postgresql": "sql", "mysql": "sql", "sqlite": "sql", "plsql": "sql",
    "bash": "shell", "sh": "shell", "zsh": "shell", "fish": "shell", "ps1": "powershell",
    "pwsh": "powershell", "json5": "json", "jsonc": "json", "yml": "yaml", "conf": "ini",
    "cfg": "ini", "properties": "ini", "scss": "css", "less": "css", "makefile": "make",
    "docker": "dockerfile", "latex": "tex", "xml": "html", "svg": "html", "xhtml": "html",
    "vue": "html", "patch": "diff", "shell-session": "console", "terminal": "console",
    "md": "markdown",
  ]
}
