package io.acequia.http.source.server;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.http.source.auth.Clients;
import io.acequia.http.source.event.EventOptions;
import io.acequia.http.source.queue.Lanes;
import io.acequia.http.source.repeat.RepeatWindow;
import io.acequia.http.source.route.Streams;

/** What the event loops of one listener share; every part is thread-safe. */
record Shared(
    ListenerOptions options,
    EventOptions events,
    Streams streams,
    Clients clients,
    Lanes lanes,
    ByteBudget budget,
    RepeatWindow repeats,
    ListenerStats stats) {}
