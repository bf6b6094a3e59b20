package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.Shape;
import io.patchbay.api.recovery.type.TaskType;
import java.util.Optional;

/** Whether a resolved input suits its type. No state. */
final class InputCheck {
    private InputCheck() {}

    /**
     * Looks at an input.
     *
     * @param type the task's type; the inputs of types that are not known are not looked at
     * @param input the input; in it {@link Document.Expected} stands for what is not there yet
     */
    static void check(String type, Object input, String pointer, Records.Findings findings) {
        Optional<TaskType> known = TaskType.of(type);
        if (known.isPresent()) {
            Shape.Members shape = known.get().input();
            Records.read(shape.type(), input, pointer, findings);
        }
    }

    /** Whether a value of one shape may be where another is wanted, as far as that is known before there is one. */
    static boolean suits(Shape given, Shape wanted) {
        if (given instanceof Shape.Members members && wanted instanceof Shape.Members others) {
            return members.type() == others.type();
        } else if (given instanceof Shape.Array array && wanted instanceof Shape.Array others) {
            return suits(array.element(), others.element());
        } else if (given instanceof Shape.Free) {
            return !(wanted instanceof Shape.Array);
        }
        return wanted instanceof Shape.Free
                ? given instanceof Shape.Members
                : isText(given) ? isText(wanted) : given.getClass() == wanted.getClass();
    }

    private static boolean isText(Shape shape) {
        return shape instanceof Shape.Text || shape instanceof Shape.Choice;
    }
}
