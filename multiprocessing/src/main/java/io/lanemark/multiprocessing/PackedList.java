package io.lanemark.multiprocessing;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A list that holds its elements as one array of bytes while all of them are [Integer], [Long] or
/// [Double], and as an array of objects otherwise. Numbers are boxed when they are read.
///
/// A million integers are 4 MB that are sent to another JVM and appended to others as they are; as
/// objects they would take 20 MB, and both sides would have to allocate and collect them.
///
/// Only this package modifies it, and only in one thread.
///
/// @param <E> type of the elements
final class PackedList<E extends @Nullable Object> extends AbstractList<E>
    implements RandomAccess, Serializable {
  private static final long serialVersionUID = 1L;

  /// How numbers of one type are packed; big endian.
  enum Form {
    INTS(Integer.class, Integer.BYTES) {
      @Override
      void put(ByteBuffer target, int at, Object number) {
        target.putInt(at, (Integer) number);
      }

      @Override
      Object get(ByteBuffer source, int at) {
        return source.getInt(at);
      }
    },
    LONGS(Long.class, Long.BYTES) {
      @Override
      void put(ByteBuffer target, int at, Object number) {
        target.putLong(at, (Long) number);
      }

      @Override
      Object get(ByteBuffer source, int at) {
        return source.getLong(at);
      }
    },
    DOUBLES(Double.class, Double.BYTES) {
      @Override
      void put(ByteBuffer target, int at, Object number) {
        target.putDouble(at, (Double) number);
      }

      @Override
      Object get(ByteBuffer source, int at) {
        return source.getDouble(at);
      }
    };

    private static final List<Form> ALL = List.of(values());

    private final Class<?> type;
    private final int bytes;

    Form(Class<?> type, int bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    abstract void put(ByteBuffer target, int at, Object number);

    abstract Object get(ByteBuffer source, int at);

    private boolean takes(@Nullable Object element) {
      return element != null && element.getClass() == type;
    }

    private static @Nullable Form of(@Nullable Object element) {
      for (Form form : ALL) {
        if (form.takes(element)) {
          return form;
        }
      }
      return null;
    }
  }

  private static final ByteBuffer NO_NUMBERS = ByteBuffer.allocate(0);
  private static final Object[] NO_OBJECTS = {};

  private transient @Nullable Form form;
  private transient ByteBuffer numbers = NO_NUMBERS;
  private transient @Nullable Object[] objects = NO_OBJECTS;
  private transient int size;
  private transient int capacity;

  /// An empty list.
  ///
  /// @param capacity how many elements to expect; more may come
  PackedList(int capacity) {
    this.capacity = capacity;
  }

  /// Numbers that were packed.
  ///
  /// @param form how
  /// @param packed is not copied
  static <E extends @Nullable Object> PackedList<E> ofNumbers(Form form, byte[] packed) {
    PackedList<E> list = new PackedList<>(packed.length / form.bytes);
    list.form = form;
    list.numbers = ByteBuffer.wrap(packed);
    list.size = list.capacity;
    return list;
  }

  /// Objects of any type.
  ///
  /// @param objects is not copied
  static <E extends @Nullable Object> PackedList<E> ofObjects(@Nullable Object[] objects) {
    PackedList<E> list = new PackedList<>(objects.length);
    list.objects = objects;
    list.size = objects.length;
    return list;
  }

  /// The same elements, packed.
  ///
  /// @param elements read once
  static <E extends @Nullable Object> PackedList<E> copyOf(Iterable<? extends E> elements) {
    PackedList<E> list =
        new PackedList<>(elements instanceof Collection<?> collection ? collection.size() : 0);
    elements.forEach(list::append);
    return list;
  }

  /// Some of the elements, copied.
  ///
  /// @param from the first of them
  /// @param to the first that is not one of them
  PackedList<E> slice(int from, int to) {
    return form == null
        ? ofObjects(Arrays.copyOfRange(objects, from, to))
        : ofNumbers(form, Arrays.copyOfRange(numbers.array(), from * form.bytes, to * form.bytes));
  }

  /// How its numbers are packed.
  ///
  /// @return null if it holds objects
  @Nullable Form form() {
    return form;
  }

  /// Its numbers, packed.
  ///
  /// @return must not be changed; shared with this list if its capacity equals its size
  byte[] packed() {
    byte[] all = numbers.array();
    int length = size * Objects.requireNonNull(form, "form of numbers").bytes;
    return all.length == length ? all : Arrays.copyOf(all, length);
  }

  void append(E element) {
    if (size == 0) {
      become(Form.of(element));
    }
    if (form != null && !form.takes(element)) {
      unpack();
    }
    if (size == capacity) {
      grow(size + 1);
    }
    if (form == null) {
      objects[size] = element;
    } else {
      form.put(numbers, size * form.bytes, Objects.requireNonNull(element));
    }
    size++;
  }

  void appendAll(PackedList<? extends E> others) {
    if (size == 0) {
      become(others.form);
    }
    if (form != null && form == others.form) {
      if (capacity - size < others.size) {
        grow(Math.addExact(size, others.size));
      }
      numbers.put(size * form.bytes, others.numbers, 0, others.size * form.bytes);
      size += others.size;
    } else {
      others.forEach(this::append);
    }
  }

  private void become(@Nullable Form first) {
    form = first;
    allocate(Math.max(1, capacity));
  }

  private void grow(int least) {
    allocate(Math.max(least, (int) Math.min(Integer.MAX_VALUE, 2L * capacity)));
  }

  private void allocate(int elements) {
    capacity = elements;
    if (form == null) {
      objects = Arrays.copyOf(objects, elements);
    } else {
      ByteBuffer larger = ByteBuffer.allocate(Math.multiplyExact(elements, form.bytes));
      numbers = larger.put(0, numbers, 0, size * form.bytes);
    }
  }

  private void unpack() {
    @Nullable Object[] unpacked = new @Nullable Object[capacity];
    for (int i = 0; i < size; i++) {
      unpacked[i] = get(i);
    }
    objects = unpacked;
    numbers = NO_NUMBERS;
    form = null;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // Only elements of this type were appended.
  public E get(int index) {
    Objects.checkIndex(index, size);
    return (E) (form == null ? objects[index] : form.get(numbers, index * form.bytes));
  }

  @Override
  public int size() {
    return size;
  }

  private Object writeReplace() {
    return new Elements<>(this);
  }
}
