/// The commonest little words of some languages: enough to tell them apart in forty words.
enum StopWords {
  /// The languages that can be told apart, in a fixed order.
  static let languages = ["en", "de", "fr", "es", "it", "pt", "nl"]

  static func words(_ language: String) -> Set<String> { lists[language] ?? [] }

  private static let lists: [String: Set<String>] = [
    "en": split(
      """
      the of and to in a is was that it he for on with as his at be by had not are but from or have
      an they which one were her she there their we him been has when who will more no if out so
      said what up its about into than them can only other would could should this these those
      """),
    "de": split(
      """
      der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
      werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum
      war haben nur oder aber vor zur bis mehr durch man sein wurde sei wenn ihre doch schon
      """),
    "fr": split(
      """
      de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont
      mais comme avec ou si leur était elle à son cette aux ont été même aussi nous dont ses où
      lui tout bien je ces sans peut être fait encore avait l'on c'est n'est qu'il d'un d'une
      """),
    "es": split(
      """
      de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le
      ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años
      hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él
      """),
    "it": split(
      """
      di e il la che in a per un è del non una si con i da le della dei al come più ma ha sono lo
      alla nel anche gli o se della era delle dal suo sua questo ci degli nella mi essere stato
      aveva ed loro quando tra io fu così dopo tutto ancora perché due l'uomo c'era dell'anno
      """),
    "pt": split(
      """
      de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele
      das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela
      entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa
      """),
    "nl": split(
      """
      de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om
      hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar
      naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al
      """),
  ]

  private static func split(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
