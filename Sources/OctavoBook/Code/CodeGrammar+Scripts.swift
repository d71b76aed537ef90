/// Languages without braces, and shells.
extension CodeGrammar {
  static let python = program(
    """
    and as assert async await break case class continue def del elif else except False finally for \
    from global if import in is lambda match None nonlocal not or pass raise return True try while \
    with yield
    """,
    types: "bool bytes bytearray complex dict float frozenset int list object set str tuple type",
    comments: ["#"], [long("\"\"\""), long("'''")] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.stringPrefixes = ["r", "b", "f", "u", "rb", "br", "fr", "rf", "R", "B", "F"]
  }

  static let ruby = program(
    """
    alias and begin break case class def defined do else elsif end ensure extend false for if in \
    include module next nil not or private protected public raise redo require require_relative \
    rescue retry return self super then true undef unless until when while yield attr_accessor \
    attr_reader attr_writer
    """, comments: ["#"], [comment("=begin", "=end"), long("\""), long("'")]
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.wordExtras = [UInt8(ascii: "?"), UInt8(ascii: "!")]
  }

  static let perl = program(
    """
    and cmp continue die do each else elsif eq for foreach ge given gt if last le local lt my ne \
    next no not or our package print push redo require return say shift sub undef unless until use \
    wantarray when while xor
    """, comments: ["#"], [comment("=pod", "=cut"), long("\""), long("'")]
  ) {
    $0.commentsNeedBlank = true
    $0.wordExtras = [UInt8(ascii: "$")]
  }

  static let lua = program(
    """
    and break do else elseif end false for function goto if in local nil not or repeat return then \
    true until while
    """, comments: ["--"], [comment("--[[", "]]"), long("[[", "]]", hasEscapes: false)] + quotes)

  static let r = program(
    """
    break else FALSE for function if in Inf library NA NaN next NULL repeat require return TRUE \
    while
    """, comments: ["#"], quotes
  ) { $0.wordExtras = [UInt8(ascii: ".")] }

  static let julia = program(
    """
    abstract baremodule begin break catch const continue do else elseif end export false finally \
    for function global if import in isa let local macro module mutable nothing primitive quote \
    return struct true try using where while
    """, comments: ["#"],
    [comment("#=", "=#", nests: true), long("\"\"\""), Delimited("\""), character]
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.wordExtras = [UInt8(ascii: "!")]
  }

  static let haskell = program(
    """
    as case class data default deriving do else family forall foreign hiding if import in infix \
    infixl infixr instance let mdo module newtype of proc qualified rec then type where
    """, comments: ["--"],
    [attribute("{-#", "#-}"), comment("{-", "-}", nests: true), Delimited("\""), character]
  ) {
    $0.hasCapitalTypes = true
    $0.hasCalls = false
    $0.wordExtras = [UInt8(ascii: "'")]
  }

  static let elixir = program(
    """
    after alias and case catch cond def defexception defguard defimpl defmacro defmodule defp \
    defprotocol defstruct do else end false fn for if import in nil not or quote raise receive \
    require rescue super true try unless unquote use when with
    """, comments: ["#"], [long("\"\"\"")] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.wordExtras = [UInt8(ascii: "?"), UInt8(ascii: "!")]
  }

  static let lisp = program(
    """
    and begin case cond def defclass define defmacro defn defparameter defun defvar do dolist else \
    false fn if lambda let let* letrec loop nil ns or progn quote recur require set! setf setq true \
    unless when
    """, comments: [";"], [comment("#|", "|#", nests: true), long("\"")]
  ) {
    $0.hasCalls = false
    $0.wordExtras = Array("-!?*<>=".utf8)
  }

  static let sql = program(
    """
    add all alter and any as asc begin between by cascade case check collate column commit \
    constraint create cross current_date current_timestamp database default delete desc distinct \
    drop else end except exists false fetch first foreign from full function grant group having if \
    in index inner insert intersect into is join key lateral left like limit materialized natural \
    not null offset on or order outer over partition primary procedure recursive references \
    returning revoke right rollback row rows select set table temporary then transaction trigger \
    true union unique update using values view when where window with
    """,
    types: """
      bigint blob boolean char date decimal double float int integer interval json jsonb numeric \
      real serial smallint text time timestamp timestamptz uuid varchar
      """, comments: ["--"], [blockComment, raw("'"), raw("\"")]
  ) { $0.ignoresCase = true }

  static let shell = program(
    """
    alias break case cd continue do done echo elif else esac eval exec exit export fi for function \
    if in local read readonly return select set shift source then time trap unset until while
    """, comments: ["#"],
    [
      attribute("${", "}"), long("'", hasEscapes: false), long("\""), long("`"),
    ]
  ) {
    $0.commentsNeedBlank = true
    $0.attributeSigns = [UInt8(ascii: "$")]
    $0.wordExtras = [UInt8(ascii: "-")]
  }

  static let powerShell = program(
    """
    begin break catch class continue data do dynamicparam else elseif end enum exit filter finally \
    for foreach from function hidden if in param process return static switch throw trap try until \
    using while
    """, comments: ["#"], [comment("<#", "#>"), long("@\"", "\"@"), long("\""), long("'")]
  ) {
    $0.ignoresCase = true
    $0.attributeSigns = [UInt8(ascii: "$")]
    $0.wordExtras = [UInt8(ascii: "-")]
  }

  static let make = program(
    "define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath",
    comments: ["#"], [attribute("$(", ")"), attribute("${", "}")] + quotes
  ) {
    $0.hasCalls = false
    $0.keyEnds = [UInt8(ascii: ":"), UInt8(ascii: "=")]
    $0.wordExtras = [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/")]
  }

  static let dockerfile = program(
    """
    ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL \
    STOPSIGNAL USER VOLUME WORKDIR
    """, comments: ["#"], [attribute("${", "}")] + quotes
  ) {
    $0.commentsNeedBlank = true
    $0.hasCalls = false
    $0.attributeSigns = [UInt8(ascii: "$")]
  }
}
