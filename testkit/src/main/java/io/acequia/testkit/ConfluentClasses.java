package io.acequia.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.storage.Converter;

/**
 * Confluent's own Avro converter, with the serializers and the registry's client that it is made
 * of, to test against.
 *
 * <p>Confluent does not publish them on Maven Central, but Apache Pulsar does: version 7.0.1 with
 * all names moved into a package of Pulsar's, and so the names that are written into schemas, too.
 * This loader moves both back as it reads the classes; theirs and their Avro's stay apart from
 * ours.
 */
public final class ConfluentClasses extends ClassLoader {

  private static final String SHADED = "org/apache/pulsar/kafka/shade/";

  /** Of names with dots or slashes, the longer ones first. */
  private static final List<Map.Entry<String, String>> MOVED =
      List.of(
          Map.entry("org/apache/pulsar/kafka/shade/avro/", "org/apache/avro/"),
          Map.entry("org.apache.pulsar.kafka.shade.avro.", "org.apache.avro."),
          Map.entry(SHADED, ""),
          Map.entry("org.apache.pulsar.kafka.shade.", ""));

  public ConfluentClasses() {
    super(ConfluentClasses.class.getClassLoader());
  }

  /** Confluent's converter, configured. */
  public static Converter converter(Map<String, ?> settings, boolean isKey) {
    ConfluentClasses loader = new ConfluentClasses();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Kafka looks there for the classes that defaults of settings name.
    thread.setContextClassLoader(loader);
    try {
      Class<?> theirs = loader.loadClass("io.confluent.connect.avro.AvroConverter");
      Converter converter = (Converter) theirs.getConstructor().newInstance();
      converter.configure(settings, isKey);
      return converter;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Confluent's converter is not on the class path", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The text of the Avro schema that Confluent's converter makes of each Connect schema. */
  public static Function<Schema, String> schemaTexts() {
    try {
      Class<?> theirs = new ConfluentClasses().loadClass("io.confluent.connect.avro.AvroData");
      Object data = theirs.getConstructor(int.class).newInstance(1_000);
      Method method = theirs.getMethod("fromConnectSchema", Schema.class);
      return schema -> {
        try {
          return method.invoke(data, schema).toString();
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Confluent's classes are not on the class path", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      boolean theirs = name.startsWith("io.confluent.") || name.startsWith("org.apache.avro.");
      if (!theirs) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/').replaceFirst("^org/apache/avro/", "avro/");
    try (InputStream in = getParent().getResourceAsStream(SHADED + path + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = movedBack(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /**
   * The class with all texts of its constant pool renamed. Nothing else in a class depends on their
   * lengths (Java Virtual Machine Specification, section 4.4).
   */
  private static byte[] movedBack(byte[] original) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(original);
    DataInputStream in = new DataInputStream(bytes);
    ByteArrayOutputStream moved = new ByteArrayOutputStream(original.length);
    DataOutputStream out = new DataOutputStream(moved);
    out.writeLong(in.readLong());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        out.writeUTF(renamed(in.readUTF()));
        continue;
      }
      out.write(in.readNBytes(length(tag)));
      if (tag == 5 || tag == 6) {
        i++; // A long or a double takes two places.
      }
    }
    bytes.transferTo(out);
    return moved.toByteArray();
  }

  private static String renamed(String text) {
    String renamed = text;
    for (Map.Entry<String, String> move : MOVED) {
      renamed = renamed.replace(move.getKey(), move.getValue());
    }
    return renamed;
  }

  private static int length(int tag) {
    return switch (tag) {
      case 5, 6 -> 8;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 15 -> 3;
      case 7, 8, 16, 19, 20 -> 2;
      default -> throw new IllegalStateException("no constant has the tag " + tag);
    };
  }
}
