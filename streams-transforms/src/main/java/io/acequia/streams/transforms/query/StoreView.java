package io.acequia.streams.transforms.query;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How a store of a topology is read: the topology knows what its bytes mean.
 *
 * @param store its name
 * @param windowed whether it holds a value for each window of a key
 * @param keys writes keys as the store has them
 * @param row the plain row of a key and its value, without its window
 */
public record StoreView<K, V>(
    String store,
    boolean windowed,
    Serializer<K> keys,
    BiFunction<? super K, ? super V, Map<String, Object>> row) {}
