-- Makes random and natural paragraphs, has LuaTeX break each, and writes both down as plain text
-- (README.md describes the format). Run by record.sh; the seed makes it repeatable.

local pt = 65536

-- Random numbers: Lehmer's generator, so that every Lua gives the same ones.
local state = 20250101
local function random(low, high)
  state = (state * 48271) % 2147483647
  return low + state % (high - low + 1)
end
local function chance(percent) return random(1, 100) <= percent end
local function pick(list) return list[random(1, #list)] end

-- Items ---------------------------------------------------------------------------------------

local function box(width) return { kind = "B", width } end
local function glue(width, stretch, shrink, order)
  return { kind = "G", width, stretch or 0, shrink or 0, order or 0 }
end
local function kern(width) return { kind = "K", width } end
local function penalty(value) return { kind = "P", value } end
local function disc(pre, post, replace, value, automatic)
  return { kind = "D", pre, post, replace, value, automatic and 1 or 0 }
end

local function text_of(item)
  local count = #item
  if item.kind == "G" and item[4] == 0 then count = 3 end
  return item.kind .. table.concat(item, ",", 1, count)
end

-- TeX's side ----------------------------------------------------------------------------------

local TAG, PRE = 1, 2

local function rule(width)
  local n = node.new("rule")
  n.width, n.height, n.depth = width, 0, 0
  return n
end

local function node_of(item, index)
  local n
  if item.kind == "B" then
    n = rule(item[1])
  elseif item.kind == "G" then
    n = node.new("glue")
    n.width, n.stretch, n.shrink = item[1], item[2], item[3]
    -- LuaTeX counts fi as order 1.
    n.stretch_order = item[4] == 0 and 0 or item[4] + 1
  elseif item.kind == "K" then
    n = node.new("kern", 1)
    n.kern = item[1]
  elseif item.kind == "P" then
    n = node.new("penalty")
    n.penalty = item[1]
  else
    n = node.new("disc", item[5] == 1 and 3 or 0)
    if item[1] ~= 0 then
      n.pre = rule(item[1])
      node.set_attribute(n.pre, PRE, index)
    end
    if item[2] ~= 0 then n.post = rule(item[2]) end
    if item[3] ~= 0 then n.replace = rule(item[3]) end
    n.penalty = item[4]
  end
  node.set_attribute(n, TAG, index)
  return n
end

local function list_of(items)
  local head, tail
  for index, item in ipairs(items) do
    local n = node_of(item, index)
    if tail then
      tail.next, n.prev = n, tail
    else
      head = n
    end
    tail = n
  end
  return head
end

-- The item a line broke at: the last that is left of it. LuaTeX turns a glue it breaks at into the
-- line's right skip, and puts the text before a broken discretionary in front of that.
local RIGHT_SKIP = 9

local function break_of(line, items)
  local last, pre, bare, skipped
  for n in node.traverse(line.head) do
    local tag = node.get_attribute(n, TAG)
    if tag then
      last = tag
      bare = n.id == node.id("disc") and items[tag][1] == 0 and not n.replace
      skipped = n.id == node.id("glue") and n.subtype == RIGHT_SKIP
    end
    pre = node.get_attribute(n, PRE) or pre
  end
  local kind = last and items[last].kind
  assert(
    skipped or kind == "P" or kind == "K" or (kind == "D" and (pre == last or bare)),
    "a line ends at no breakpoint")
  return last
end

local function skip(stretch, order)
  local n = node.new("glue_spec")
  n.width, n.stretch, n.shrink = 0, stretch, 0
  n.stretch_order = order == 0 and 0 or order + 1
  return n
end

local function breaks_of(paragraph)
  local p, s = paragraph.parameters, paragraph.shape
  local shape
  if #s.widths > 0 then
    shape = {}
    for _, width in ipairs(s.widths) do shape[#shape + 1] = { 0, width } end
  end
  local lines, info = tex.linebreak(list_of(paragraph.items), {
    pardir = "TLT", pretolerance = p[1], tolerance = p[2], linepenalty = p[3],
    adjdemerits = p[4], doublehyphendemerits = p[5], finalhyphendemerits = p[6],
    emergencystretch = p[7], looseness = p[8], leftskip = skip(0, 0), rightskip = skip(p[9], p[10]),
    hsize = s.hsize, hangindent = s.hangindent, hangafter = s.hangafter, parshape = shape,
    adjustspacing = 0, protrudechars = 0, lastlinefit = 0, tracingparagraphs = 0,
  })
  local breaks = {}
  for line in node.traverse_id(node.id("hlist"), lines) do
    if #breaks + 1 < info.prevgraf then
      breaks[#breaks + 1] = break_of(line, paragraph.items) - 1
    end
  end
  breaks[#breaks + 1] = #paragraph.items
  node.flush_list(lines)
  assert(#breaks == info.prevgraf)
  return breaks, info.demerits
end

-- Random paragraphs ---------------------------------------------------------------------------

local function parameters()
  local p = { 100, 200, 10, 10000, 10000, 5000, 0, 0, 0, 0 }
  if chance(40) then p[1] = pick { -1, -1, 0, 50, 100, 200, 1000 } end
  if chance(60) then p[2] = pick { 50, 200, 500, 1000, 2000, 5000, 9999, 10000 } end
  if chance(30) then p[3] = pick { 0, 1, 10, 50, 100, -10, 1000 } end
  if chance(30) then p[4] = pick { 0, 1000, 10000, 100000, 5000000, -3000 } end
  if chance(30) then p[5] = pick { 0, 3000, 10000, 1000000, -2000 } end
  if chance(30) then p[6] = pick { 0, 5000, 100000, -2000 } end
  if chance(35) then p[7] = random(1, 60) * pt end
  if chance(10) then p[9] = random(1, 40) * pt end
  if chance(3) then p[9], p[10] = pt, random(1, 3) end
  return p
end

local function shape(measure)
  local s = { hsize = measure, hangindent = 0, hangafter = 1, widths = {} }
  if chance(25) then
    s.hangindent = random(-40, 40) * pt
    s.hangafter = random(-4, 4)
  elseif chance(25) then
    for n = 1, random(1, 6) do s.widths[n] = math.max(measure + random(-50, 50) * pt, 20 * pt) end
  end
  return s
end

-- A style gives sizes: `unit` is the step of all widths, so that coarse ones make many ties.
local function width(style, low, high) return random(low, high) * style.unit + style.offset() end

local function space(style)
  if chance(style.odd) then
    local order = chance(8) and random(1, 3) or 0
    return glue(
      random(-4, 12) * pt, (chance(15) and -1 or 1) * random(0, 8) * pt, random(0, 4) * pt, order)
  end
  return glue(width(style, 3, 4), style.stretch, style.shrink)
end

local function hyphen(style)
  -- LuaTeX keeps no negative penalty in a discretionary.
  local value = pick { 50, 50, 50, 50, 0, 100, 500, 2500, 9999, 10000 }
  local pre = chance(85) and width(style, 3, 5) or 0
  local post = chance(25) and width(style, 2, 8) or 0
  -- A discretionary that shows in neither way could not be told from glue after it.
  local replace = (pre == 0 or chance(30)) and width(style, 3, 9) or 0
  return disc(pre, post, replace, value, chance(75))
end

local function something(style)
  local kind = random(1, 10)
  if kind <= 4 then return penalty(pick { 0, 50, 100, 500, 9999, 10000, 20000, -50, -500, -3000 }) end
  if kind <= 5 then return penalty(pick { -10000, -20000, -9999 }) end
  if kind <= 7 then return kern(random(-5, 12) * pt) end
  if kind <= 9 then return hyphen(style) end
  return space(style)
end

local function random_paragraph()
  local coarse = chance(35)
  local style = {
    unit = pt, odd = chance(50) and random(0, 25) or 0, stretch = random(0, 5) * pt // 2,
    shrink = random(0, 4) * pt // 3,
    offset = coarse and function() return 0 end or function() return random(0, pt - 1) end,
  }
  local strange = chance(60) and random(0, 20) or 0
  local hyphens = chance(70) and random(0, 50) or 0
  local items = {}
  local function add(item) items[#items + 1] = item end
  if chance(20) then add(box(20 * pt)) end
  for _ = 1, random(1, chance(10) and 160 or 50) do
    add(box(width(style, 2, coarse and 12 or 30)))
    if chance(hyphens) then
      add(hyphen(style))
      if chance(90) then add(box(width(style, 2, 20))) end
    end
    while chance(strange) do add(something(style)) end
    if chance(96) then add(space(style)) end
  end
  if chance(90) then
    add(penalty(10000))
    add(glue(0, chance(85) and pt or 0, 0, pick { 0, 1, 1, 1, 1, 2, 3 }))
  else
    add(box(pt))
  end
  local measure = random(40, chance(50) and 120 or 350) * pt
  local p = parameters()
  if chance(20) then p[8] = pick { -2, -1, -1, 1, 1, 2 } end
  return { items = items, parameters = p, shape = shape(measure) }
end

-- Natural paragraphs --------------------------------------------------------------------------

local words = dofile("words.lua")

local function glyphs(word)
  local head, tail
  for c in word:gmatch(".") do
    local n = node.new("glyph", 1)
    n.char, n.font, n.lang = c:byte(), font.current(), tex.language
    n.left, n.right, n.uchyph = 2, 3, 1
    if tail then tail.next, n.prev = n, tail else head = n end
    tail = n
  end
  return head
end

local fragments = {}

-- The boxes and discretionaries of a word in Computer Modern Roman, kerned within fragments.
local function word_items(word)
  if fragments[word] then return fragments[word] end
  local f = font.getfont(font.current())
  local items, sum, before = {}, 0, nil
  local head = glyphs(word)
  lang.hyphenate(head)
  for n in node.traverse(head) do
    if n.id == node.id("glyph") then
      local character = f.characters[n.char] or f.characters[("x"):byte()]
      local kerns = before and f.characters[before] and f.characters[before].kerns
      sum = sum + character.width + (kerns and kerns[n.char] or 0)
      before = n.char
    else
      items[#items + 1] = box(sum)
      items[#items + 1] = disc(f.characters[45].width, 0, 0, 50, true)
      sum, before = 0, nil
    end
  end
  items[#items + 1] = box(sum)
  if word:find("%-$") then items[#items + 1] = disc(0, 0, 0, 50, false) end
  node.flush_list(head)
  fragments[word] = items
  return items
end

local function natural_paragraph()
  local em = font.getfont(font.current()).parameters
  local items = {}
  local function add(item) items[#items + 1] = item end
  if chance(80) then add(box(20 * pt)) end
  local sentences = random(1, 9)
  for sentence = 1, sentences do
    local text = words.sentence(random)
    for index, word in ipairs(text) do
      for _, item in ipairs(word_items(word)) do add(item) end
      local ends, pauses = word:find("[.?!]$"), word:find("[,;:]$")
      if index < #text or sentence < sentences then
        if word:find("%-$") then
        elseif ends then
          add(glue(em.space + em.extra_space, 3 * em.space_stretch, em.space_shrink // 3))
        elseif pauses then
          add(glue(em.space, em.space_stretch * 5 // 4, em.space_shrink * 4 // 5))
        else
          add(glue(em.space, em.space_stretch, em.space_shrink))
        end
      end
    end
  end
  add(penalty(10000))
  add(glue(0, pt, 0, 1))
  local p = { 100, 200, 10, 10000, 10000, 5000, 0, 0, 0, 0 }
  if chance(30) then p[1] = -1 end
  if chance(30) then p[2] = pick { 500, 1000, 2000 } end
  if chance(50) then p[7] = random(5, 30) * pt end
  if chance(12) then p[8] = pick { -1, 1 } end
  local measure = pick { 345, 345, 300, 276, 250, 220, 180, 150, 120, 90 } * pt
  local s = { hsize = measure, hangindent = 0, hangafter = 1, widths = {} }
  if chance(15) then
    s.hangindent, s.hangafter = random(20, 40) * pt, -random(2, 3)
  end
  return { items = items, parameters = p, shape = s }
end

-- Writing -------------------------------------------------------------------------------------

local digits = "abcdefghijklmnopqrstuvwxyz0123456789"
local function short_name(number)
  local name = ""
  repeat
    local digit = number % 36
    name = digits:sub(digit + 1, digit + 1) .. name
    number = number // 36
  until number == 0
  return name
end

-- Items that occur often get a short name, most frequent first.
local function names_of(paragraphs)
  local count, order = {}, {}
  for _, paragraph in ipairs(paragraphs) do
    for _, item in ipairs(paragraph.items) do
      local text = text_of(item)
      if not count[text] then order[#order + 1] = text end
      count[text] = (count[text] or 0) + 1
    end
  end
  local rank = {}
  for index, text in ipairs(order) do rank[text] = index end
  table.sort(order, function(a, b)
    if count[a] ~= count[b] then return count[a] > count[b] end
    return rank[a] < rank[b]
  end)
  local names, list = {}, {}
  for index, text in ipairs(order) do
    if count[text] < 4 then break end
    names[text] = short_name(index - 1)
    list[index] = text
  end
  return names, list
end

local function write(name, paragraphs)
  local file = assert(io.open(name, "w"))
  local names, list = names_of(paragraphs)
  for _, text in ipairs(list) do file:write("N ", text, "\n") end
  for _, paragraph in ipairs(paragraphs) do
    local breaks, demerits = breaks_of(paragraph)
    local s, texts = paragraph.shape, {}
    for index, item in ipairs(paragraph.items) do
      texts[index] = names[text_of(item)] or text_of(item)
    end
    file:write("P ", table.concat(paragraph.parameters, " "), "\n")
    file:write("S ", table.concat({ s.hsize, s.hangindent, s.hangafter }, " "))
    for _, width in ipairs(s.widths) do file:write(" ", width) end
    file:write("\nI ", table.concat(texts, " "), "\n")
    file:write("R ", demerits, " ", table.concat(breaks, " "), "\n")
  end
  file:close()
end

local function many(number, make)
  local paragraphs = {}
  for index = 1, number do paragraphs[index] = make() end
  return paragraphs
end

write("random.txt", many(1700, random_paragraph))
write("natural.txt", many(800, natural_paragraph))
