package io.acequia.commons.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  private static final Password RIGHT = new Password("s3cret");
  private static final Password WRONG = new Password("guess");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeStore() throws Exception {
    file = folder.resolve("keys.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = RIGHT.value().toCharArray();
    store.setKeyEntry("key", new SecretKeySpec(new byte[16], "AES"), password, null);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }

  @Test
  void opensWithItsPassword() throws Exception {
    assertThat(new StoreFile(file, "PKCS12", RIGHT).open().isKeyEntry("key")).isTrue();
    assertThatThrownBy(() -> new StoreFile(file, "PKCS12", WRONG).open())
        .isInstanceOf(IOException.class);
  }

  @Test
  void keyHasThePasswordOfItsFileUnlessAnotherIsGiven() throws Exception {
    StoreFile own = new StoreFile(file, "PKCS12", RIGHT);
    assertThat(StoreFile.context(null, own, null)).isNotNull();
    assertThatThrownBy(() -> StoreFile.context(null, own, WRONG))
        .isInstanceOf(UnrecoverableKeyException.class);
  }

  @Test
  void textHasNoPassword() {
    assertThat(new StoreFile(file, "PKCS12", RIGHT).toString())
        .contains("keys.p12")
        .doesNotContain("s3cret");
  }
}
