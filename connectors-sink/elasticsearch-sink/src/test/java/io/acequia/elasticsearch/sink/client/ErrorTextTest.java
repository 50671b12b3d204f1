package io.acequia.elasticsearch.sink.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1:6] failed to parse field [n] of type [long] in document with id 'x'. Preview of field's"
            + " value: 's3cret' | [1:6] failed to parse field [n] of type [long]",
        "failed to parse field [n] of type [long]. Preview of field's value: '{a=s3cret}'"
            + " | failed to parse field [n] of type [long]",
        "For input string: \"s3cret\" | ~~",
        "[s3cret]: version conflict, document already exists (current version [1])"
            + " | version conflict, document already exists (current version [1])",
        "[_doc][s3cret]: document missing | document missing",
        "Limit of total fields [1000] has been exceeded while adding new field [a]"
            + " | Limit of total fields [1000] has been exceeded while adding new field [a]",
        "mapper [a] cannot be changed from type [long] to [text]"
            + " | mapper [a] cannot be changed from type [long] to [text]"
      })
  void keepsNothingOfADocument(String reason, String expected) {
    assertThat(ErrorText.withoutData(reason)).isEqualTo(expected);
  }
}
