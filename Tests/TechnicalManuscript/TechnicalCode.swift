/// One of the technical book's blocks of code: short, longer than half a page, longer than a page,
/// or with lines that no measure holds.
struct TechnicalCode {
  let number: Int

  private var sample: (language: String, unit: String) {
    Self.samples[number % Self.samples.count]
  }

  var language: String { sample.language }

  func text(_ words: inout TechnicalWords) -> String {
    let size = number / Self.samples.count % 4
    let count = [1, 4, 14, 2][size]
    var units = (0..<count).map { _ in unit(&words) }
    if size == 3 { units.append(wide(&words)) }
    return units.joined(separator: "\n\n")
  }

  private func unit(_ words: inout TechnicalWords) -> String {
    var text = sample.unit
    for mark in ["A", "B", "C"] {
      let name = words.identifier()
      text = text.split(separator: "$\(mark)", omittingEmptySubsequences: false)
        .joined(separator: mark == "A" ? TechnicalWords.capitalized(name) : name)
    }
    return text.split(separator: "$N", omittingEmptySubsequences: false)
      .joined(separator: "\(words.number(below: 4_096))")
  }

  /// A line wider than the measure, with places to break it at and without.
  private func wide(_ words: inout TechnicalWords) -> String {
    let names = (0..<14).map { _ in words.identifier() }
    return names.joined(separator: ", ") + "\n" + names.joined()
  }

  /// A piece of a program in each language: `$A` stands for the name of a type, `$B` and `$C` for
  /// names of values, `$N` for a number.
  private static let samples: [(language: String, unit: String)] = [
    (
      "swift",
      """
      /// Keeps what the $B still needs.
      struct $A: Sendable {
        let $B: [String: Int]

        func $C(_ limit: Int = $N) throws -> Int? {
          guard let value = $B["$C"], value < limit else { return nil }
          return value &* 2  // never overflows
        }
      }
      """
    ),
    (
      "c",
      """
      /* $A owns its $B. */
      static int $C(struct $A *self, size_t $B) {
        for (size_t i = 0; i < $B; i++) {
          if (self->items[i] == NULL || self->count > $N) return -1;
        }
        return printf("%s: %zu\\n", __func__, $B);
      }
      """
    ),
    (
      "cpp",
      """
      template <typename T> class $A final {
       public:
        explicit $A(T $B) : $B_(std::move($B)) {}
        [[nodiscard]] auto $C() const noexcept { return $B_.size() + $NUL; }
       private:
        T $B_;
      };
      """
    ),
    (
      "rust",
      """
      impl<'a> $A<'a> {
          /// Returns the next `$C`.
          pub fn $B(&mut self) -> Result<u64, Error> {
              let taken = self.inner.iter().filter(|c| c.len() > $N).count();
              match taken { 0 => Err(Error::Empty), n => Ok(n as u64) }
          }
      }
      """
    ),
    (
      "go",
      """
      func (s *$A) $B(ctx context.Context, limit int) (int, error) {
      \tselect {
      \tcase <-ctx.Done():
      \t\treturn 0, fmt.Errorf("$C: %w", ctx.Err())
      \tcase v := <-s.$C:
      \t\treturn min(v, $N), nil
      \t}
      }
      """
    ),
    (
      "python",
      """
      class $A:
          \"\"\"Watches a $B and tells of changes.\"\"\"

          async def $C(self, limit: int = $N) -> list[str]:
              found = [name async for name in self.$B if len(name) < limit]
              return sorted(found, key=lambda name: (len(name), name))
      """
    ),
    (
      "javascript",
      """
      export async function $B({ $C = $N, ...rest } = {}) {
        const answer = await fetch(`/v1/$B/${$C}`, { method: "POST", body: JSON.stringify(rest) });
        if (!answer.ok) throw new Error(`$A: ${answer.status}`);
        return answer.json();
      }
      """
    ),
    (
      "typescript",
      """
      interface $A<T extends object> {
        readonly $B: ReadonlyMap<string, T>;
        $C?: (value: T, index: number) => Promise<void>;
      }
      const limit: number = $N as const;
      """
    ),
    (
      "java",
      """
      @Override
      public synchronized Optional<$A> $B(final List<String> $C) {
        return $C.stream().filter(s -> s.length() > $N).map($A::new).findFirst();
      }
      """
    ),
    (
      "kotlin",
      """
      data class $A(val $B: String, val $C: Int = $N) {
          fun label() = when {
              $C > 10 -> "$A of ${$C}"
              else -> $B.trim()
          }
      }
      """
    ),
    (
      "ruby",
      """
      module $A
        def self.$B(items, $C: $N)
          items.select { |item| item.size > $C }.map(&:to_s) # keeps order
        end
      end
      """
    ),
    (
      "shell",
      """
      # Restarts the $B where it is needed.
      for name in "$@"; do
        if ! systemctl is-active --quiet "$C@${name}"; then
          echo "restarting ${name}" >&2 && sleep $N
        fi
      done
      """
    ),
    (
      "sql",
      """
      SELECT t.id, count(*) AS $B, max(t.at) -- the last of each
      FROM $C AS t LEFT JOIN audit USING (id)
      WHERE t.state IN ('queued', 'running') AND t.attempts < $N
      GROUP BY t.id HAVING count(*) > 1 ORDER BY $B DESC;
      """
    ),
    (
      "json",
      """
      {"name": "$A", "limits": {"$B": $N, "$C": null}, "tags": ["cold", "durable"], "on": true}
      """
    ),
    (
      "yaml",
      """
      $B:
        kind: $A
        replicas: $N  # as many as there are zones
        labels: {tier: "back", $C: true}
      """
    ),
    (
      "toml",
      """
      [$B.$C]
      name = "$A"
      retries = $N
      hosts = ["10.0.0.1", "10.0.0.2"]
      """
    ),
    (
      "html",
      """
      <section id="$B" class="$C">
        <!-- $A -->
        <h2>The $B</h2>
        <p data-limit="$N">Loads when <em>seen</em> &amp; not before.</p>
      </section>
      """
    ),
    (
      "css",
      """
      .$B > .$C::before {
        content: "$A";
        margin: 0 calc(100% - $Npx); /* outer edge */
        color: #4a90d9;
      }
      """
    ),
    (
      "diff",
      """
      --- a/$B.conf
      +++ b/$B.conf
      @@ -1,3 +1,3 @@
       $C = on
      -limit = $N
      +limit = 2048
      """
    ),
    (
      "console",
      """
      $ enginectl $B --limit $N
      $A: 3 of 3 replicas answer
      $ echo $?
      0
      """
    ),
    (
      "haskell",
      """
      $B :: Ord a => [a] -> Maybe a
      $B [] = Nothing
      $B ($C : rest) | length rest > $N = $B rest
                     | otherwise = Just $C  -- $A
      """
    ),
    (
      "lua",
      """
      local function $B($C)
        if #$C > $N then return nil, "$A" end
        return table.concat($C, ", ")
      end
      """
    ),
    (
      "dockerfile",
      """
      FROM debian:12 AS $B
      ENV LIMIT=$N
      COPY --chown=root:root ./$C /opt/$B
      RUN apt-get update && apt-get install --yes curl # $A
      """
    ),
    (
      "make",
      """
      $B: $C.o $(OBJECTS)
      \t$(CC) $(CFLAGS) -DLIMIT=$N -o $@ $^
      .PHONY: $B # $A
      """
    ),
    (
      "text",
      """
      $A ──┬── $B ($N)
           └── $C
      """
    ),
  ]
}
