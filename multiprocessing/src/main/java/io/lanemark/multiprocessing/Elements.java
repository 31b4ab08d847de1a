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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The serialised form of a list: one array of bytes if all its elements are [Integer], [Long],
/// [Double] or [String], two lists if they are [TwoArguments], and an array of objects otherwise.
///
/// Java serialisation would write an object with a handle for each element, which for numbers takes
/// many times longer than the numbers themselves; and a large array of bytes is sent without a
/// copy.
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

  private transient PackedList<E> list;

  /// For deserialisation.
  public Elements() {
    this(new PackedList<>(0));
  }

  Elements(PackedList<E> list) {
    this.list = list;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    switch (list.form()) {
      case INTS -> write(out, INTS, list.packed());
      case LONGS -> write(out, LONGS, list.packed());
      case DOUBLES -> write(out, DOUBLES, list.packed());
      case null -> writeObjects(out);
    }
  }

  private void writeObjects(ObjectOutput out) throws IOException {
    Object first = list.isEmpty() ? null : list.getFirst();
    switch (first) {
      case String _ when areAll(String.class) -> writeStrings(out, narrowed());
      case TwoArguments<?, ?> _ when areAll(TwoArguments.class) -> writePairs(out, narrowed());
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

  @SuppressWarnings("unchecked") // Only after the types of all elements were checked.
  private <T> List<T> narrowed() {
    return (List<T>) list;
  }

  private static void write(ObjectOutput out, byte kind, Object array) throws IOException {
    out.writeByte(kind);
    out.writeObject(array);
  }

  /// All of them as one text with their lengths, unless that text cannot be encoded: half a
  /// surrogate pair has no UTF-8.
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

  private static void writePairs(ObjectOutput out, List<TwoArguments<?, ?>> pairs)
      throws IOException {
    PackedList<@Nullable Object> firsts = new PackedList<>(pairs.size());
    PackedList<@Nullable Object> seconds = new PackedList<>(pairs.size());
    for (TwoArguments<?, ?> pair : pairs) {
      firsts.append(pair.first());
      seconds.append(pair.second());
    }
    write(out, PAIRS, firsts);
    out.writeObject(seconds);
  }

  /// @return the list, which is read in place of this
  private Object readResolve() {
    return list;
  }

  @Override
  @SuppressWarnings("unchecked") // The other side wrote a list of this type.
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    byte kind = in.readByte();
    Object written = in.readObject();
    list =
        (PackedList<E>)
            switch (kind) {
              case OBJECTS -> PackedList.ofObjects((@Nullable Object[]) written);
              case INTS -> PackedList.ofNumbers(PackedList.Form.INTS, (byte[]) written);
              case LONGS -> PackedList.ofNumbers(PackedList.Form.LONGS, (byte[]) written);
              case DOUBLES -> PackedList.ofNumbers(PackedList.Form.DOUBLES, (byte[]) written);
              case STRINGS -> PackedList.ofObjects(cut((int[]) written, (byte[]) in.readObject()));
              case PAIRS ->
                  PackedList.ofObjects(joined((List<?>) written, (List<?>) in.readObject()));
              default -> throw new StreamCorruptedException("unknown kind of elements: " + kind);
            };
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

  private static Object[] joined(List<?> firsts, List<?> seconds) {
    Object[] pairs = new Object[firsts.size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] =
          new TwoArguments<@Nullable Object, @Nullable Object>(firsts.get(i), seconds.get(i));
    }
    return pairs;
  }
}
