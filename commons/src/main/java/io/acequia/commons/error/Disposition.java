package io.acequia.commons.error;

/** What is to be done about an error of an outside system. */
public enum Disposition {
  /** The system is at fault, for now: the same call may succeed later. Never the record's fault. */
  RETRY,
  /** This record is at fault: it goes to the errant record reporter, and its neighbours go on. */
  REPORT,
  /** Neither time nor another record will help: the task fails and the operator acts. */
  FAIL
}
