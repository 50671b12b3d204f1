package io.acequia.streams.transforms.host;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.connect.errors.ConnectException;

/** Where an application's group stands in its topics, whichever protocol it speaks. */
final class GroupPositions {

  private final Admin admin;
  private final String group;
  private final boolean streamsGroup;

  GroupPositions(Admin admin, ApplicationSettings settings) {
    this.admin = admin;
    this.group = settings.applicationId();
    this.streamsGroup = settings.streamsGroup();
  }

  /** The committed positions; empty if there is no such group. */
  Map<TopicPartition, OffsetAndMetadata> read() {
    String what = "read the positions of group " + group;
    try {
      return streamsGroup
          ? Brokers.answer(
              admin
                  .listStreamsGroupOffsets(Map.of(group, new ListStreamsGroupOffsetsSpec()))
                  .partitionsToOffsetAndMetadata(group),
              what)
          : Brokers.answer(
              admin
                  .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                  .partitionsToOffsetAndMetadata(group),
              what);
    } catch (ConnectException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  /**
   * Commits positions on behalf of the group, which must have no members.
   *
   * @throws ConnectException if it has, among other things
   */
  void write(Map<TopicPartition, OffsetAndMetadata> positions) {
    String what =
        "set the positions of group " + group + ", which must have no members while this is done";
    if (streamsGroup) {
      Brokers.answer(admin.alterStreamsGroupOffsets(group, positions).all(), what);
    } else {
      Brokers.answer(admin.alterConsumerGroupOffsets(group, positions).all(), what);
    }
  }

  /**
   * Forgets the group, which must have no members.
   *
   * @throws ConnectException if it has, among other things
   */
  void delete() {
    String what = "delete group " + group + ", which must have no members while this is done";
    try {
      if (streamsGroup) {
        Brokers.answer(admin.deleteStreamsGroups(Set.of(group)).all(), what);
      } else {
        Brokers.answer(admin.deleteConsumerGroups(Set.of(group)).all(), what);
      }
    } catch (ConnectException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
