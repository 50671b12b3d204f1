package io.acequia.bench;

/** A benchmark: starts what it needs, measures, ends what it started. */
interface Bench {

  /** Reports progress on standard error; what was measured is the answer. */
  ResultTable run() throws Exception;
}
