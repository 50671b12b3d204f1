package io.acequia.streams.transforms.state;

/**
 * Stored state cannot be read: written by a newer release, for another plan, or damaged. No record
 * is to blame, so this must stop the topology rather than send records to a dead letter topic.
 */
public final class StateFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StateFormatException(String message) {
    super(message);
  }

  public StateFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
