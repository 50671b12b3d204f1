package io.acequia.local.sample;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the ingest said to a batch.
 *
 * @param accepted how many events it acknowledged
 * @param again indexes of the events that may be accepted later
 * @param refused what it said about events that it will never accept
 * @param reason why events are to be sent again, for the person who waits
 * @param delay how long it asked to wait
 */
record BatchAnswer(
    int accepted,
    List<Integer> again,
    List<String> refused,
    Optional<String> reason,
    Optional<Duration> delay) {}
