package io.lanemark.process.ipc;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Serialises an object again to find the part that cannot be serialised: the JDK names its class,
/// but not the field that holds it.
@SuppressWarnings("ReferenceEquality") // It is about which object, not about which value.
final class Culprit extends ObjectOutputStream {
  private final List<Object> visited = new ArrayList<>();

  private Culprit() throws IOException {
    super(OutputStream.nullOutputStream());
    enableReplaceObject(true);
  }

  /// What to tell the user.
  static String find(@Nullable Object root, NotSerializableException refusal) {
    String message = "%s is not serialisable".formatted(refusal.getMessage());
    String holder = holderIn(root, String.valueOf(refusal.getMessage()));
    return holder.isEmpty() ? message : message + "; it is held by " + holder;
  }

  private static String holderIn(@Nullable Object root, String culpritClass) {
    try (Culprit trace = new Culprit()) {
      try {
        trace.writeObject(root);
      } catch (NotSerializableException e) {
        return trace.holderOf(culpritClass);
      }
      return "";
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return "";
    }
  }

  @Override
  protected Object replaceObject(Object object) {
    visited.add(object);
    return object;
  }

  /// The object that was refused is the last one of its class; the exception was written after it.
  private String holderOf(String culpritClass) {
    int last = visited.size() - 1;
    while (last >= 0 && !visited.get(last).getClass().getName().equals(culpritClass)) {
      last--;
    }
    for (int i = last - 1; i >= 0; i--) {
      Object holder = visited.get(i);
      String place =
          holder instanceof SerializedLambda lambda
              ? capturedBy(lambda, visited.get(last))
              : fieldOf(holder, visited.get(last));
      if (!place.isEmpty()) {
        return place;
      }
    }
    return "";
  }

  private static String capturedBy(SerializedLambda lambda, Object culprit) {
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      if (lambda.getCapturedArg(i) == culprit) {
        return "the lambda %s of %s, which captures it"
            .formatted(lambda.getImplMethodName(), lambda.getCapturingClass().replace('/', '.'));
      }
    }
    return "";
  }

  private static String fieldOf(Object holder, Object culprit) {
    for (Class<?> c = holder.getClass(); c != null; c = c.getSuperclass()) {
      ObjectStreamClass form = ObjectStreamClass.lookup(c);
      if (form == null) {
        continue;
      }
      for (ObjectStreamField written : form.getFields()) {
        if (holds(c, written.getName(), holder, culprit)) {
          return "field %s of %s".formatted(written.getName(), c.getName());
        }
      }
    }
    return "";
  }

  private static boolean holds(Class<?> type, String name, Object holder, Object culprit) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(holder) == culprit;
    } catch (NoSuchFieldException | IllegalAccessException | InaccessibleObjectException e) {
      return false;
    }
  }
}
