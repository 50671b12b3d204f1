package io.acequia.local.sample;

import java.util.Optional;

/**
 * What became of a sample.
 *
 * @param accepted how many events the ingest acknowledged
 * @param problem why it is not all of them
 */
public record SampleResult(long accepted, Optional<String> problem) {}
