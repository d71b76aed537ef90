/// The policy that holds where no file says otherwise, in the format of the file.
enum BuiltInPolicy {
  static let yaml = """
    providers:
      anthropic:
        dialect: anthropic-messages
        base-address: https://api.anthropic.com
        key-variable: ANTHROPIC_API_KEY
        address-variable: ANTHROPIC_BASE_URL
        model: claude-sonnet-4-5
      openai:
        dialect: openai-chat
        base-address: https://api.openai.com/v1
        key-variable: OPENAI_API_KEY
        address-variable: OPENAI_BASE_URL
        model: gpt-4.1
      openai-responses:
        dialect: openai-responses
        base-address: https://api.openai.com/v1
        key-variable: OPENAI_API_KEY
        address-variable: OPENAI_BASE_URL
        model: gpt-4.1
      ollama:
        dialect: openai-compatible
        base-address: http://127.0.0.1:11434/v1
        address-variable: OLLAMA_BASE_URL
        model: llama3.2
      llama-cpp:
        dialect: openai-compatible
        base-address: http://127.0.0.1:8080/v1
        address-variable: LLAMA_CPP_BASE_URL
        model: default
      vllm:
        dialect: openai-compatible
        base-address: http://127.0.0.1:8000/v1
        address-variable: VLLM_BASE_URL
        key-variable: VLLM_API_KEY
        key-needed: false
      rehearsal:
        dialect: rehearsal
        model: placeholder

    defaults:
      models: [anthropic/claude-sonnet-4-5, openai/gpt-4.1]
      temperature: 0.7
      top-p: null
      max-tokens: 4096
      timeout: 600
      connect-timeout: 10
      first-byte-timeout: 90
      idle-timeout: 45
      tries: 3
      first-delay: 1
      delay-factor: 2
      longest-delay: 30
      longest-wait: 120

    steps:
      ideation:
        timeout: 60
      thesis:
        timeout: 120
      outline:
        max-tokens: 16000
      chapter:
        max-tokens: 6000
      summary:
        models: [anthropic/claude-haiku-4-5, openai/gpt-4.1-mini]
        temperature: 0.2
        max-tokens: 4096
        timeout: 180

    # US dollars for a million tokens. Prices change: the providers' pages are what counts.
    # Models that think before they answer get room for it: reasoning-tokens beyond max-tokens.
    prices-as-of: "2025-11-01"
    models:
      anthropic/claude-opus-4-5: {input: 5, output: 25, cached: 0.5, cache-write: 6.25}
      anthropic/claude-sonnet-4-5: {input: 3, output: 15, cached: 0.3, cache-write: 3.75}
      anthropic/claude-haiku-4-5: {input: 1, output: 5, cached: 0.1, cache-write: 1.25}
      openai/gpt-4.1: {input: 2, output: 8, cached: 0.5}
      openai/gpt-4.1-mini: {input: 0.4, output: 1.6, cached: 0.1}
      openai/gpt-4o: {input: 2.5, output: 10, cached: 1.25}
      openai/gpt-4o-mini: {input: 0.15, output: 0.6, cached: 0.075}
      openai/gpt-5:
        {input: 1.25, output: 10, cached: 0.125, sampling: false,
         reasoning-tokens: 8000, effort: low}
      openai/gpt-5-mini:
        {input: 0.25, output: 2, cached: 0.025, sampling: false,
         reasoning-tokens: 8000, effort: low}
      openai-responses/gpt-4.1: {input: 2, output: 8, cached: 0.5}
      openai-responses/gpt-4.1-mini: {input: 0.4, output: 1.6, cached: 0.1}
      openai-responses/gpt-5:
        {input: 1.25, output: 10, cached: 0.125, sampling: false,
         reasoning-tokens: 8000, effort: low}
      openai-responses/gpt-5-mini:
        {input: 0.25, output: 2, cached: 0.025, sampling: false,
         reasoning-tokens: 8000, effort: low}
      ollama/*: {input: 0, output: 0}
      llama-cpp/*: {input: 0, output: 0}
      vllm/*: {input: 0, output: 0}
      rehearsal/*: {input: 0, output: 0}
    """
}
