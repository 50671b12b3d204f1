package io.acequia.http.source.upload;

/** Takes the parts of a form, each as it begins. */
public interface Parts {

  /** What takes the bytes of this part. */
  Splitter begin(PartHead head);

  /** The form is not well-formed, and nothing more comes. */
  void broken(String why);
}
