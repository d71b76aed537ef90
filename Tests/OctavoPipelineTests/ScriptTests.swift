import OctavoGeneration
import OctavoTestSupport
import Testing

/// Books in languages whose words, sentences and letters are not like English ones.
@Suite("Languages of the world")
struct ScriptTests {
  /// A language, some of its words, how they are joined, and how a sentence ends.
  struct Tongue: Sendable, CustomTestStringConvertible {
    let tag: String
    let words: String
    var gap = " "
    var stop = ". "
    var testDescription: String { tag }

    /// Sentences without end that never repeat.
    func text(words count: Int, seed: UInt64) -> String {
      var random = SeededGenerator(seed: seed)
      let list = words.split(separator: " ")
      var text = ""
      var sentences = 0
      while WordScan.count(text) < count {
        let length = 8 + Int(random.next() % 6)
        let chosen = (0..<length).map { _ in list[Int(random.next() % UInt64(list.count))] }
        text += chosen.joined(separator: gap) + stop
        sentences += 1
        if sentences.isMultiple(of: 5) { text += "\n\n" }
      }
      return text.trimmingCharacters
    }
  }

  static let tongues = [
    Tongue(
      tag: "th",
      words:
        "น้ำ ทะเล คน บ้าน เรือ ลม ฝน ดิน แม่ พ่อ เด็ก ตลาด ถนน เมือง ภูเขา ไม้ ปลา ข้าว ดาว เดือน วัน คืน เช้า เย็น เดิน วิ่ง นั่ง ยืน ดู ฟัง พูด คิด รัก รอ กิน ทำ สร้าง ขาย ซื้อ เขียน สะพาน ประตู หน้าต่าง โรงเรียน ครู หมอ ทหาร กระดาษ เก้าอี้",
      gap: "", stop: " "),
    Tongue(
      tag: "ur",
      words:
        "پانی سمندر آدمی گھر کشتی ہوا بارش زمین ماں باپ بچہ بازار سڑک شہر پہاڑ درخت مچھلی چاول ستارہ چاند دن رات صبح شام چلا دوڑا بیٹھا دیکھا سنا بولا سوچا لکھا پڑھا بڑا چھوٹا پرانا نیا استاد پل دروازہ کھڑکی کتاب کاغذ سپاہی باغ دیوار",
      stop: "۔ "),
    Tongue(
      tag: "mn",
      words:
        "би чи тэр хүн морь тал нутаг ус гол уул салхи нар сар од гэр айл эхнэр хүүхэд аав ээж ном үг дуу зам мод чулуу цас бороо өдөр шөнө өглөө орой явсан ирсэн харсан сонссон хонь үхэр тэмээ ямаа нохой чоно үнэг бүргэд шувуу загас гал утаа тулга"
    ),
    Tongue(
      tag: "am",
      words:
        "ውሃ ባሕር ሰው ቤት ጀልባ ነፋስ ዝናብ መሬት እናት አባት ልጅ ገበያ መንገድ ከተማ ተራራ ዛፍ ዓሣ ሩዝ ኮከብ ጨረቃ ቀን ሌሊት ጠዋት ማታ ሄደ ሮጠ ተቀመጠ አየ ሰማ ተናገረ አሰበ ጻፈ አነበበ ትልቅ ትንሽ አሮጌ አዲስ መምህር ድልድይ በር መስኮት መጽሐፍ ወረቀት ወታደር ግንብ እሳት ጭስ",
      stop: "። "),
    Tongue(
      tag: "el",
      words:
        "νερό θάλασσα άνθρωπος σπίτι βάρκα άνεμος βροχή γη μητέρα πατέρας παιδί αγορά δρόμος πόλη βουνό δέντρο ψάρι ρύζι αστέρι φεγγάρι μέρα νύχτα πρωί βράδυ πήγε έτρεξε κάθισε είδε άκουσε ψαράς γέφυρα κήπος λάμπα γράμμα σκύλος γάτα πουλί σύννεφο χιόνι φωτιά καπνός πέτρα τοίχος πόρτα",
      stop: "; "),
    Tongue(
      tag: "zh",
      words:
        "农民 老师 海风 渔夫 村庄 科学 城市 河流 冬天 学生 商人 工厂 山谷 老人 孩子 医生 邻居 市场 铁路 桥梁 改变 记录 等待 观察 讨论 推动 忘记 描述 看见 理解 珍惜 错过 缓慢 明亮 古老 安静 遥远 温暖",
      gap: "", stop: "。"),
  ]

  @Test("a chapter in any script is written with one call a section", arguments: tongues)
  func oneCall(tongue: Tongue) async throws {
    var brief = Sample.essay
    brief.language = tongue.tag
    let chapter = Sample.chapter("one", sections: 2, words: 200)
    let texts = [tongue.text(words: 200, seed: 3), tongue.text(words: 200, seed: 4)]
    let model = ScriptedModel { request, _ in
      switch request.step {
      case .chapter: .text(texts[request.messages[0].text.contains("one 1") ? 0 : 1])
      default:
        request.format == nil
          ? .text(tongue.text(words: 60, seed: 9)) : BookScript().reply(to: request)
      }
    }
    let machine = BookMachine(
      project: Sample.project([chapter], brief: brief), tools: try Sample.tools())
    let result = try await GenerationDriver(model: model, host: MemoryHost()).run(machine)
    let written = try #require(result.product?.chapters.first)
    #expect(written.status == .done)
    #expect(texts.allSatisfy { written.content.contains($0.prefix(80)) })
    #expect(model.requests.filter { $0.step == .chapter }.count == 2)
    #expect(model.requests.filter { $0.step == .summary && $0.format == nil }.count == 1)
  }

  @Test(
    "models are told the language by its whole name",
    arguments: [
      ("no", "Norwegian"), ("vi", "Vietnamese"), ("zh-TW", "Chinese (Traditional, Taiwan)"),
      ("zh-Hant", "Chinese (Traditional)"), ("en-GB", "English (United Kingdom)"),
      ("pt-BR", "Portuguese (Brazil)"), ("sr-Latn", "Serbian (Latin script)"), ("de", "German"),
    ])
  func names(tag: String, name: String) throws {
    var brief = Sample.brief
    brief.language = tag
    var machine = IdeationMachine(project: "p", brief: brief, tools: try Sample.tools())
    guard case .call(let call)? = machine.handle(.start).last else {
      Issue.record("nothing is asked")
      return
    }
    let asked = call.request.system + call.request.messages[0].text
    #expect(asked.contains("in \(name),"), "\(asked)")
  }

  @Test("a language that is not known is in no wrong script")
  func unknownScripts() {
    let kyrgyz = String(repeating: "Балыкчы кеме менен деңизге чыгып, кечинде келди. ", count: 4)
    for tag in ["mn", "ky", "tt", "xx", "kk"] {
      let verdict = LanguageCheck.verdict(kyrgyz, expected: tag)
      #expect(verdict == .right || verdict == .unsure, "\(tag)")
    }
    let pashto = String(repeating: "سړی د سیند په غاړه ولاړ و او کښتۍ ته یې کتل ", count: 4)
    for tag in ["ps", "ug", "sd", "ckb", "ku"] {
      let verdict = LanguageCheck.verdict(pashto, expected: tag)
      #expect(verdict == .right || verdict == .unsure, "\(tag)")
    }
    #expect(LanguageCheck.verdict(kyrgyz, expected: "sv") == .wrong("cyrillic"))
    let bengali = String(repeating: "জেলে নৌকা নিয়ে সমুদ্রে গেল আর সন্ধ্যায় ফিরে এল। ", count: 4)
    #expect(LanguageCheck.verdict(bengali, expected: "bn") == .right)
    #expect(LanguageCheck.verdict(bengali, expected: "hi") == .wrong("bengali"))
  }

  @Test("Thai is counted in words, not in letters, however it is cut")
  func thaiWords() {
    let text = "คนเดินไปที่ตลาดในเมืองเพื่อซื้อปลาและข้าว"
    #expect((10...18).contains(WordScan.count(text)), "\(WordScan.count(text))")
    let whole = WordScan.words(of: text)
    for size in 1...5 {
      var scan = WordScan()
      var words: [Word] = []
      var rest = text.unicodeScalars[...]
      while !rest.isEmpty {
        words += scan.add(String(String.UnicodeScalarView(rest.prefix(size))))
        rest = rest.dropFirst(size)
      }
      #expect(words + scan.finish() == whole, "size \(size)")
    }
    #expect(TextJoin.upToWholeWord("คนเดินไป ที่ตลาด") == "คนเดินไป ที่ตลาด")
  }

  @Test(
    "genres are known in other languages",
    arguments: [
      "小说", "роман", "novela", "นวนิยาย", "رواية", "children's picture book", "narrative history",
    ])
  func stories(genre: String) { #expect(BookKind(genre: genre) == .narrative) }

  @Test("what argues in other languages is no story", arguments: ["非虚构", "история", "Sachbuch"])
  func arguments(genre: String) { #expect(BookKind(genre: genre) == .expository) }
}

extension String {
  fileprivate var trimmingCharacters: String {
    String(reversed().drop(while: \.isWhitespace).reversed())
  }
}
