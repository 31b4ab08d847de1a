package io.lanemark.process.ipc;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Records that both sides know by a number, so that only their components are sent. For any
/// thread.
///
/// A class is loaded when the first of its records is sent or received, so a worker that gets none
/// does not load it.
public final class RecordTypes {
  /// None at all.
  public static final RecordTypes NONE = new RecordTypes(List.of());

  private static final int MAX_TYPES = 1 << 15;

  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, RecordType> byNumber = new ConcurrentHashMap<>();

  /// Types by their names, in the same order on both sides.
  ///
  /// @param names binary names of record classes
  public RecordTypes(List<String> names) {
    if (names.size() > MAX_TYPES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "at most %d records can be registered: %d", MAX_TYPES, names.size()));
    }
    this.names = List.copyOf(names);
    for (int number = 0; number < names.size(); number++) {
      numbers.put(names.get(number), number);
    }
  }

  /// Types by their classes.
  ///
  /// @param types records whose components this library can read
  /// @return in the same order
  /// @throws IllegalArgumentException if one of them cannot be registered
  public static RecordTypes of(List<Class<? extends Record>> types) {
    RecordTypes all = new RecordTypes(types.stream().map(Class::getName).toList());
    try {
      for (int number = 0; number < types.size(); number++) {
        all.byNumber.put(number, new RecordType(number, types.get(number)));
      }
    } catch (CodecException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return all;
  }

  /// Their names.
  ///
  /// @return in order
  public List<String> names() {
    return names;
  }

  /// The type of an object.
  ///
  /// @return null if it is not registered
  @Nullable RecordType of(Object object, Codec codec) throws CodecException {
    if (numbers.isEmpty() || !(object instanceof Record)) {
      return null;
    }
    Integer number = numbers.get(object.getClass().getName());
    if (number == null) {
      return null;
    }
    RecordType type = byNumber(number, codec);
    return type.type == object.getClass() ? type : null;
  }

  RecordType byNumber(int number, Codec codec) throws CodecException {
    RecordType known = byNumber.get(number);
    if (known != null) {
      return known;
    }
    if (number < 0 || number >= names.size()) {
      throw new CodecException(
          String.format(
              Locale.ROOT,
              "expected the number of one of %d registered records: %d",
              names.size(),
              number),
          null);
    }
    RecordType found = new RecordType(number, load(names.get(number), codec));
    byNumber.put(number, found);
    return found;
  }

  private static Class<?> load(String name, Codec codec) throws CodecException {
    try {
      return Class.forName(name, true, codec.loader());
    } catch (ClassNotFoundException e) {
      throw new CodecException("a registered record: " + codec.role().missing(name), e);
    } catch (LinkageError e) {
      throw new CodecException(
          "the registered record %s cannot be loaded: %s".formatted(name, e), e);
    }
  }

  /// A record class, and how to take it apart and put it together.
  static final class RecordType {
    private final Class<?> type;
    private final int number;
    private final List<Method> accessors = new ArrayList<>();
    private final Constructor<?> constructor;

    RecordType(int number, Class<?> type) throws CodecException {
      this.number = number;
      this.type = type;
      RecordComponent[] components = type.getRecordComponents();
      if (components == null) {
        throw new CodecException("only records can be registered: " + type.getName(), null);
      }
      Class<?>[] parameters = new Class<?>[components.length];
      try {
        for (int i = 0; i < components.length; i++) {
          parameters[i] = components[i].getType();
          accessors.add(components[i].getAccessor());
          accessors.get(i).setAccessible(true);
        }
        constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
      } catch (NoSuchMethodException | InaccessibleObjectException e) {
        throw new CodecException(
            "the record %s cannot be registered: %s".formatted(type.getName(), e), e);
      }
    }

    int number() {
      return number;
    }

    int components() {
      return accessors.size();
    }

    @Nullable Object component(Object object, int index) throws CodecException {
      try {
        return accessors.get(index).invoke(object);
      } catch (InvocationTargetException | IllegalAccessException e) {
        throw refused("read", e);
      }
    }

    Object create(@Nullable Object... components) throws CodecException {
      try {
        return constructor.newInstance(components);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        throw refused("created", e);
      }
    }

    private CodecException refused(String what, Exception e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      return CodecException.because(
          "a record %s cannot be %s".formatted(type.getName(), what), cause);
    }
  }
}
