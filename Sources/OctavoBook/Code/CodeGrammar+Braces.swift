/// Languages with braces.
extension CodeGrammar {
  static let swift = program(
    """
    actor any as associatedtype async await break case catch class consuming continue convenience \
    default defer deinit do dynamic else enum extension fallthrough false fileprivate final for \
    func guard if import in indirect infix init inout internal is isolated lazy let macro mutating \
    nil nonisolated nonmutating open operator optional override package postfix precedencegroup \
    prefix private protocol public repeat required rethrows return self Self some static struct \
    subscript super switch throw throws true try typealias unowned var weak where while yield
    """,
    [
      comment("/*", "*/", nests: true), long("#\"\"\"", "\"\"\"#", hasEscapes: false),
      long("\"\"\""), raw("#\"", "\"#"), Delimited("\""),
    ]
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@"), UInt8(ascii: "#")]
  }

  private static let cWords = """
    auto break case const continue default do else enum extern for goto if inline register restrict \
    return sizeof static struct switch typedef union volatile while _Bool _Alignas _Atomic \
    _Generic _Noreturn _Static_assert NULL true false
    """
  private static let cTypes = """
    void char short int long float double signed unsigned bool size_t ssize_t ptrdiff_t int8_t \
    int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t FILE wchar_t
    """

  static let c = program(cWords, types: cTypes) { $0.attributeSigns = [UInt8(ascii: "#")] }

  static let cpp = program(
    cWords + """
       alignas and asm catch class concept consteval constexpr constinit const_cast co_await \
      co_return co_yield decltype delete dynamic_cast explicit export final friend module mutable \
      namespace new noexcept not nullptr operator or override private protected public \
      reinterpret_cast requires static_assert static_cast template this thread_local throw try \
      typeid typename using virtual
      """, types: cTypes + " string vector map set unique_ptr shared_ptr optional",
    [blockComment, long("R\"(", ")\"", hasEscapes: false)] + quotes
  ) { $0.attributeSigns = [UInt8(ascii: "#"), UInt8(ascii: "@")] }

  static let cSharp = program(
    """
    abstract as async await base break case catch checked class const continue default delegate do \
    else enum event explicit extern false finally fixed for foreach get goto if implicit in init \
    interface internal is lock nameof namespace new null operator out override params partial \
    private protected public readonly record ref required return sealed set sizeof stackalloc \
    static struct switch this throw true try typeof unchecked unsafe using var virtual volatile \
    when where while with yield
    """,
    types: """
      bool byte char decimal double dynamic float int long object sbyte short string uint ulong \
      ushort void nint nuint
      """,
    [blockComment, long("\"\"\""), long("@\"", "\"", hasEscapes: false)] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "#")]
    $0.stringPrefixes = ["$"]
  }

  static let java = program(
    """
    abstract assert break case catch class const continue default do else enum extends false final \
    finally for goto if implements import instanceof interface native new non-sealed null package \
    permits private protected public record return sealed static strictfp super switch \
    synchronized this throw throws transient true try var volatile when while yield
    """,
    types: "boolean byte char double float int long short void",
    [blockComment, long("\"\"\"")] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
  }

  static let kotlin = program(
    """
    abstract actual annotation as break by catch class companion const constructor continue \
    crossinline data do else enum expect external false final finally for fun if import in infix \
    init inline inner interface internal is lateinit noinline null object open operator out \
    override package private protected public reified return sealed super suspend tailrec this \
    throw true try typealias val var vararg when where while
    """,
    [comment("/*", "*/", nests: true), long("\"\"\"", hasEscapes: false)] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
  }

  static let scala = program(
    """
    abstract case catch class def do else enum export extends extension false final finally for \
    forSome given if implicit import infix inline lazy match new null object opaque override \
    package private protected return sealed super then this throw trait transparent true try type \
    using val var while with yield
    """,
    [comment("/*", "*/", nests: true), long("\"\"\"", hasEscapes: false)] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.stringPrefixes = ["s", "f", "raw"]
  }

  private static let scriptWords = """
    as async await break case catch class const continue debugger default delete do else export \
    extends false finally for from function get if import in instanceof let new null of return set \
    static super switch this throw true try typeof undefined var void while with yield
    """

  static let javaScript = program(scriptWords, [blockComment, long("`")] + quotes) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.wordExtras = [UInt8(ascii: "$")]
  }

  static let typeScript = program(
    scriptWords + """
       abstract any asserts declare enum implements infer interface is keyof module namespace never \
      override private protected public readonly satisfies type unique
      """, types: "boolean number string symbol bigint object unknown",
    [blockComment, long("`")] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
    $0.wordExtras = [UInt8(ascii: "$")]
  }

  static let go = program(
    """
    break case chan const continue default defer else fallthrough false for func go goto if import \
    interface iota map nil package range return select struct switch true type var
    """,
    types: """
      any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 \
      int64 rune string uint uint8 uint16 uint32 uint64 uintptr
      """, [blockComment, long("`", hasEscapes: false)] + quotes)

  static let rust = program(
    """
    as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
    macro_rules match mod move mut pub ref return self Self static struct super trait true type \
    union unsafe use where while
    """,
    types: """
      bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
      """,
    [
      comment("/*", "*/", nests: true), long("r#\"", "\"#", hasEscapes: false), long("\""),
      attribute("#[", "]"), attribute("#![", "]"), character,
    ]
  ) {
    $0.hasCapitalTypes = true
    $0.stringPrefixes = ["b", "r", "c"]
  }

  static let php = program(
    """
    abstract and array as break callable case catch class clone const continue declare default do \
    echo else elseif empty enum extends false final finally fn for foreach function global if \
    implements include include_once instanceof insteadof interface isset list match namespace new \
    null or parent print private protected public readonly require require_once return self static \
    switch this throw trait true try unset use var while xor yield
    """, types: "bool float int iterable mixed never object string void",
    comments: ["//"], [blockComment, attribute("#[", "]"), long("\""), long("'")]
  ) {
    $0.hasCapitalTypes = true
    $0.wordExtras = [UInt8(ascii: "$")]
  }

  static let dart = program(
    """
    abstract as assert async await base break case catch class const continue covariant default \
    deferred do else enum export extends extension external factory false final finally for get if \
    implements import in interface is late library mixin new null on operator part required \
    rethrow return sealed set show static super switch sync this throw true try typedef var when \
    while with yield
    """, types: "bool double dynamic int num void",
    [blockComment, long("\"\"\""), long("'''")] + quotes
  ) {
    $0.hasCapitalTypes = true
    $0.attributeSigns = [UInt8(ascii: "@")]
  }

  static let zig = program(
    """
    addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime \
    const continue defer else enum errdefer error export extern false fn for if inline noalias \
    noinline nosuspend null opaque or orelse packed pub resume return struct suspend switch test \
    threadlocal true try undefined union unreachable usingnamespace var volatile while
    """,
    types: "bool f16 f32 f64 f128 i8 i16 i32 i64 i128 isize type u8 u16 u32 u64 u128 usize void",
    quotes
  ) { $0.attributeSigns = [UInt8(ascii: "@")] }
}
