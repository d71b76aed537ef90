extension Schema.Migration {
  /// What happened since the store was made, kept by triggers: counts of rows go down when rows are
  /// forgotten or erased, and a monitor would take that for a new beginning.
  ///
  /// What a webhook was told goes with the event that it was told of.
  static let totals = Schema.Migration(
    name: "012 totals",
    sql: """
      CREATE TABLE job_totals (
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        count INTEGER NOT NULL CHECK (count >= 0),
        PRIMARY KEY (kind, outcome)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO job_totals SELECT kind, state, count(*) FROM jobs
        WHERE state NOT IN ('queued', 'running') GROUP BY 1, 2;
      CREATE TRIGGER jobs_counted AFTER UPDATE OF state ON jobs
        WHEN NEW.state NOT IN ('queued', 'running') AND OLD.state IN ('queued', 'running') BEGIN
        INSERT INTO job_totals VALUES (NEW.kind, NEW.state, 1)
          ON CONFLICT (kind, outcome) DO UPDATE SET count = count + 1;
      END;

      CREATE TABLE model_totals (
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        calls INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        tokens_in INTEGER NOT NULL,
        tokens_out INTEGER NOT NULL,
        cost INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL,
        PRIMARY KEY (provider, model)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO model_totals SELECT provider, model, count(*), sum(outcome = 'failed'),
        sum(tokens_in), sum(tokens_out), sum(cost), sum(ended_at - started_at)
        FROM calls WHERE outcome IS NOT NULL GROUP BY 1, 2;
      CREATE TRIGGER calls_settled AFTER UPDATE OF outcome ON calls
        WHEN NEW.outcome IS NOT NULL BEGIN
        UPDATE model_totals SET calls = calls - 1, failures = failures - (OLD.outcome = 'failed'),
          tokens_in = tokens_in - OLD.tokens_in, tokens_out = tokens_out - OLD.tokens_out,
          cost = cost - OLD.cost,
          milliseconds = milliseconds - (OLD.ended_at - OLD.started_at)
          WHERE OLD.outcome IS NOT NULL AND provider = OLD.provider AND model = OLD.model;
        INSERT INTO model_totals VALUES (NEW.provider, NEW.model, 1, NEW.outcome = 'failed',
          NEW.tokens_in, NEW.tokens_out, NEW.cost, NEW.ended_at - NEW.started_at)
          ON CONFLICT (provider, model) DO UPDATE SET calls = calls + 1,
            failures = failures + excluded.failures, tokens_in = tokens_in + excluded.tokens_in,
            tokens_out = tokens_out + excluded.tokens_out, cost = cost + excluded.cost,
            milliseconds = milliseconds + excluded.milliseconds;
      END;

      CREATE INDEX deliveries_by_event ON deliveries (event_seq);
      CREATE TRIGGER events_forgotten AFTER DELETE ON events
        BEGIN DELETE FROM deliveries WHERE event_seq = OLD.seq; END;
      """)
}
