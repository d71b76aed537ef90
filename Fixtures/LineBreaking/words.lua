-- Sentences for the natural paragraphs: common English words put together by a small grammar.

local nouns = {
  "house", "river", "morning", "captain", "letter", "garden", "winter", "machine", "children",
  "government", "conversation", "understanding", "neighbourhood", "possibility", "mountain",
  "paper", "type", "compositor", "paragraph", "hyphenation", "margin", "printer", "workshop",
  "evening", "window", "lantern", "harbour", "merchant", "apprentice", "philosopher", "journey",
  "map", "road", "bridge", "forest", "kingdom", "treasure", "storm", "silence", "memory",
  "architecture", "mathematics", "correspondence", "instrument", "temperature", "vegetables",
  "bookseller", "manuscript", "ink", "page", "line", "word", "space", "press", "afternoon",
  "responsibility", "characteristics", "transportation", "encyclopedia", "cat", "dog", "ox",
}
local adjectives = {
  "old", "small", "quiet", "remarkable", "unfinished", "extraordinary", "narrow", "bright",
  "considerable", "mysterious", "ordinary", "wide", "deep", "green", "cold", "warm", "patient",
  "long", "independent", "beautiful", "incomprehensible", "careful", "distant", "familiar",
  "hollow", "golden", "well-", "half-", "typographical", "seventeenth", "last", "first", "red",
}
local verbs = {
  "carried", "remembered", "found", "followed", "considered", "left", "opened", "measured",
  "understood", "printed", "watched", "demonstrated", "kept", "lost", "described", "crossed",
  "repaired", "forgot", "examined", "established", "saw", "made", "held", "corrected", "set",
  "accomplished", "represented", "distinguished", "knew", "wrote", "read", "bought", "sold",
}
local openings = {
  "In the meantime", "For many years", "Nevertheless", "At last", "Without hesitation",
  "On the other side", "Perhaps", "After all", "Some time later", "As usual", "By then",
}
local joints = {
  "and", "but", "because", "while", "although", "so that", "until", "where", "before", "when",
}
local places = { "in", "under", "behind", "near", "beyond", "across", "against", "through", "of" }
local articles = { "the", "a", "his", "her", "every", "that", "no", "this", "their", "our" }
local names = { "Anna", "Mr. Whitcombe", "Eleanor", "Tobias", "Professor Lindqvist", "Ada", "I" }

local function sentence(random)
  local text = {}
  local function pick(list) return list[random(1, #list)] end
  local function say(phrase)
    for word in phrase:gmatch("%S+") do text[#text + 1] = word end
  end
  local function mark(sign) text[#text] = text[#text] .. sign end
  local function thing()
    say(pick(articles))
    if random(1, 3) == 1 then say(pick(adjectives)) end
    say(pick(nouns))
  end
  local function clause()
    if random(1, 3) == 1 then say(pick(names)) else thing() end
    say(pick(verbs))
    thing()
    if random(1, 2) == 1 then
      say(pick(places))
      thing()
    end
  end
  if random(1, 4) == 1 then
    say(pick(openings))
    mark(",")
  end
  clause()
  while random(1, 5) <= 2 do
    if random(1, 3) == 1 then mark(";") else mark(",") end
    say(pick(joints))
    clause()
  end
  mark(({ ".", ".", ".", ".", "?", "!" })[random(1, 6)])
  text[1] = text[1]:sub(1, 1):upper() .. text[1]:sub(2)
  return text
end

return { sentence = sentence }
