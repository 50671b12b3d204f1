package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.number;
import static io.acequia.sql.library.number.RealFunction.real;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;

/** Trigonometry, in radians. */
final class AngleFunctions {

  private AngleFunctions() {}

  static void declare(FunctionSet functions) {
    real(functions, "SIN", "The sine of an angle in radians.", "ROUND(SIN(1), 6)", Math::sin);
    real(functions, "COS", "The cosine of an angle in radians.", "COS(0)", Math::cos);
    real(functions, "TAN", "The tangent of an angle in radians.", "ROUND(TAN(1), 6)", Math::tan);
    real(functions, "ASIN", "The angle in radians of a sine.", "ROUND(ASIN(1), 6)", Math::asin);
    real(functions, "ACOS", "The angle in radians of a cosine.", "ACOS(1)", Math::acos);
    real(functions, "ATAN", "The angle in radians of a tangent.", "ROUND(ATAN(1), 6)", Math::atan);
    functions
        .function("ATAN2")
        .means("The angle in radians of the point (x, y) as seen from the origin.")
        .example("ROUND(ATAN2(1, 1), 6)")
        .takes(number("y"), number("x"))
        .gives(SqlType.DOUBLE, (y, x) -> Math.atan2(y.doubleValue(), x.doubleValue()));
    real(functions, "DEGREES", "Radians in degrees.", "ROUND(DEGREES(PI()), 6)", Math::toDegrees);
    real(functions, "RADIANS", "Degrees in radians.", "ROUND(RADIANS(180), 6)", Math::toRadians);
    functions
        .function("PI")
        .means("The number pi.")
        .example("PI()")
        .gives(SqlType.DOUBLE, () -> Math.PI);
  }
}
