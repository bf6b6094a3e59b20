package io.patchbay.rest.internal.json;

import java.math.BigInteger;

/** Numbers of a request, checked. No state. */
final class Numbers {
    private Numbers() {}

    static double within(String field, Object value, double min, double max) {
        if (!(value instanceof Number number)) {
            throw InvalidFieldException.wrongType(field, "a number", value);
        }
        double result = number.doubleValue();
        if (!(result >= min && result <= max)) {
            throw new InvalidFieldException(field, "must be within " + plain(min) + " and " + plain(max));
        }
        return result;
    }

    static long wholeWithin(String field, Object value, long min, long max) {
        if (!(value instanceof Number number)) {
            throw InvalidFieldException.wrongType(field, "a whole number", value);
        }
        boolean fraction = value instanceof Double real && real != Math.rint(real);
        if (fraction) {
            throw new InvalidFieldException(field, "must be a whole number");
        }
        boolean fits = value instanceof BigInteger big
                ? big.bitLength() < Long.SIZE
                : Math.abs(number.doubleValue()) < 9.2e18; // a double beyond it would be cut to the largest long
        if (!fits || number.longValue() < min || number.longValue() > max) {
            throw new InvalidFieldException(field, "must be within " + min + " and " + max);
        }
        return number.longValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
