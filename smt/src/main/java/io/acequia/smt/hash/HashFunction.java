package io.acequia.smt.hash;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;

/** {@code HASH(value [, algorithm])}: what the transform does, without secret and salt. */
public final class HashFunction implements SqlFunction {

  @Override
  public String name() {
    return "HASH";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.PRIVACY,
        List.of("HASH(value [, algorithm])"),
        "The digest in lower-case hexadecimal: sha256 (the default), sha512 or md5. Of a text's"
            + " UTF-8, of bytes as they are, of other values' canonical text. Keyed digests need a"
            + " secret, which does not belong into a statement: the Hash transform has them.",
        List.of("HASH('ada@example.org')", "HASH('ada@example.org', 'MD5')", "HASH(7.0, 'md5')"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new FunctionException("HASH takes a value and the name of an algorithm");
    }
    SqlType type = arguments.get(0).type();
    switch (type.kind()) {
      case ARRAY, MAP, STRUCT ->
          throw new FunctionException("HASH takes a single value, not " + type);
      default -> {
        // Every other type has a canonical text.
      }
    }
    HashAlgorithm algorithm =
        arguments.size() == 1 ? HashAlgorithm.SHA256 : algorithm(arguments.get(1));
    Digester digester = Digester.plain(algorithm, new byte[0], HashEncoding.HEX);
    ValueHash hash = new ValueHash("HASH", type.schema(), digester);
    FunctionCall.Unary body = hash::apply;
    return arguments.size() == 1
        ? new FunctionCall(SqlType.STRING, body, true)
        : new FunctionCall(
            SqlType.STRING, (FunctionCall.Binary) (value, name) -> hash.apply(value), true);
  }

  private static HashAlgorithm algorithm(Argument argument) {
    if (!argument.constant() || !(argument.value() instanceof String name)) {
      throw new FunctionException("the algorithm of HASH must be a text literal");
    }
    HashAlgorithm algorithm = HashAlgorithm.find(name);
    if (algorithm == null) {
      throw new FunctionException("HASH knows sha256, sha512 and md5, not '" + name + "'");
    }
    if (algorithm.isKeyed()) {
      throw new FunctionException("HASH has no secret for " + name + ": use the Hash transform");
    }
    return algorithm;
  }
}
