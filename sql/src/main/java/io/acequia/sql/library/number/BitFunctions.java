package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.bigint;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;

/** Whole numbers as 64 bits. */
final class BitFunctions {

  private BitFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("TO_HEX")
        .means("A whole number in hex; a negative one as the 64 bits of its two's complement.")
        .example("TO_HEX(48879)")
        .takes(bigint("x"))
        .gives(SqlType.STRING, Long::toHexString);
    functions
        .function("BIT_AND")
        .means("The bits that both numbers have.")
        .example("BIT_AND(12, 10)")
        .takes(bigint("x"), bigint("y"))
        .gives(SqlType.BIGINT, (x, y) -> x & y);
    functions
        .function("BIT_OR")
        .means("The bits that one of the numbers has.")
        .example("BIT_OR(12, 10)")
        .takes(bigint("x"), bigint("y"))
        .gives(SqlType.BIGINT, (x, y) -> x | y);
    functions
        .function("BIT_XOR")
        .means("The bits that only one of the numbers has.")
        .example("BIT_XOR(12, 10)")
        .takes(bigint("x"), bigint("y"))
        .gives(SqlType.BIGINT, (x, y) -> x ^ y);
    functions
        .function("BIT_COUNT")
        .means("How many bits of the number are 1.")
        .example("BIT_COUNT(12)")
        .takes(bigint("x"))
        .gives(SqlType.INTEGER, Long::bitCount);
  }
}
