package io.lanemark.multiprocessing;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list that crosses to another JVM as one array of bytes where all its elements are [Integer],
/// [Long], [Double] or [String], as two lists where they are [Pair], and as an array of objects
/// otherwise.
///
/// Java serialisation would write an object with a handle for each element, which for numbers takes
/// many times longer than the numbers themselves; and a large array of bytes crosses uncopied.
///
/// @param <E> type of the elements
final class Elements<E extends @Nullable Object> implements Externalizable {
  private static final long serialVersionUID = 1L;

  private static final byte OBJECTS = 'O';
  private static final byte INTS = 'I';
  private static final byte LONGS = 'J';
  private static final byte DOUBLES = 'D';
  private static final byte STRINGS = 'S';
  private static final byte PAIRS = 'P';

  private transient List<E> list;

  /// For deserialisation.
  public Elements() {
    this(List.of());
  }

  /// @param list is not copied: the caller leaves it alone from here on
  Elements(List<E> list) {
    this.list = list;
  }

  List<E> list() {
    return list;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    Object first = list.isEmpty() ? null : list.getFirst();
    switch (first) {
      case Integer _ when areAll(Integer.class) -> write(out, INTS, ints(narrowed()));
      case Long _ when areAll(Long.class) -> write(out, LONGS, longs(narrowed()));
      case Double _ when areAll(Double.class) -> write(out, DOUBLES, doubles(narrowed()));
      case String _ when areAll(String.class) -> writeStrings(out, narrowed());
      case Pair<?, ?> _ when areAll(Pair.class) -> writePairs(out, narrowed());
      case null, default -> write(out, OBJECTS, list.toArray());
    }
  }

  private boolean areAll(Class<?> type) {
    for (Object element : list) {
      if (element == null || element.getClass() != type) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // Only for those of which all elements were looked at.
  private <T> List<T> narrowed() {
    return (List<T>) list;
  }

  private static void write(ObjectOutput out, byte kind, Object array) throws IOException {
    out.writeByte(kind);
    out.writeObject(array);
  }

  private static byte[] ints(List<Integer> list) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, list.size()));
    for (int element : list) {
      bytes.putInt(element);
    }
    return bytes.array();
  }

  private static byte[] longs(List<Long> list) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, list.size()));
    for (long element : list) {
      bytes.putLong(element);
    }
    return bytes.array();
  }

  private static byte[] doubles(List<Double> list) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, list.size()));
    for (double element : list) {
      bytes.putDouble(element);
    }
    return bytes.array();
  }

  /// All of them as one text with their lengths, unless that text is none: half a surrogate pair
  /// has no UTF-8.
  private static void writeStrings(ObjectOutput out, List<String> strings) throws IOException {
    int[] lengths = new int[strings.size()];
    StringBuilder text = new StringBuilder();
    int i = 0;
    for (String string : strings) {
      lengths[i++] = string.length();
      text.append(string);
    }
    Optional<byte[]> utf8 = encode(text);
    if (utf8.isPresent()) {
      write(out, STRINGS, lengths);
      out.writeObject(utf8.get());
    } else {
      write(out, OBJECTS, strings.toArray());
    }
  }

  private static Optional<byte[]> encode(CharSequence text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[bytes.remaining()];
      bytes.get(utf8);
      return Optional.of(utf8);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void writePairs(ObjectOutput out, List<Pair<?, ?>> pairs) throws IOException {
    List<@Nullable Object> firsts = new ArrayList<>(pairs.size());
    List<@Nullable Object> seconds = new ArrayList<>(pairs.size());
    for (Pair<?, ?> pair : pairs) {
      firsts.add(pair.first());
      seconds.add(pair.second());
    }
    write(out, PAIRS, new Elements<>(firsts));
    out.writeObject(new Elements<>(seconds));
  }

  @Override
  @SuppressWarnings("unchecked") // The other side wrote a list of this type.
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    byte kind = in.readByte();
    Object written = in.readObject();
    @Nullable Object[] elements =
        switch (kind) {
          case OBJECTS -> (@Nullable Object[]) written;
          case INTS -> boxedInts(ByteBuffer.wrap((byte[]) written));
          case LONGS -> boxedLongs(ByteBuffer.wrap((byte[]) written));
          case DOUBLES -> boxedDoubles(ByteBuffer.wrap((byte[]) written));
          case STRINGS -> cut((int[]) written, (byte[]) in.readObject());
          case PAIRS -> joined((Elements<?>) written, (Elements<?>) in.readObject());
          default -> throw new StreamCorruptedException("unknown kind of elements: " + kind);
        };
    list = (List<E>) Arrays.asList(elements);
  }

  private static Object[] boxedInts(ByteBuffer bytes) {
    Object[] boxed = new Object[bytes.remaining() / Integer.BYTES];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = bytes.getInt();
    }
    return boxed;
  }

  private static Object[] boxedLongs(ByteBuffer bytes) {
    Object[] boxed = new Object[bytes.remaining() / Long.BYTES];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = bytes.getLong();
    }
    return boxed;
  }

  private static Object[] boxedDoubles(ByteBuffer bytes) {
    Object[] boxed = new Object[bytes.remaining() / Double.BYTES];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = bytes.getDouble();
    }
    return boxed;
  }

  private static Object[] cut(int[] lengths, byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    Object[] strings = new Object[lengths.length];
    int from = 0;
    for (int i = 0; i < lengths.length; i++) {
      strings[i] = text.substring(from, from + lengths[i]);
      from += lengths[i];
    }
    return strings;
  }

  private static Object[] joined(Elements<?> firsts, Elements<?> seconds) {
    Object[] pairs = new Object[firsts.list().size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] =
          new Pair<@Nullable Object, @Nullable Object>(firsts.list().get(i), seconds.list().get(i));
    }
    return pairs;
  }
}
