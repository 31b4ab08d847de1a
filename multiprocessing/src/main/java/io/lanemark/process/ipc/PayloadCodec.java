package io.lanemark.process.ipc;

import io.lanemark.process.ipc.RecordTypes.RecordType;
import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Encodes objects as payloads and decodes them. Registered records, boxed primitives, short
/// strings and arrays of bytes have a form of their own; everything else uses Java serialisation,
/// see [Codec]. For any thread.
///
/// A large array of bytes is not copied: it becomes an attachment of the payload, wherever in the
/// object it is.
public final class PayloadCodec {
  private static final int MAX_SHORT_STRING_CHARS = 64;

  private final Limits limits;
  private final Codec serialised;
  private final RecordTypes types;

  /// A codec for the types of objects that have a form of their own, and all others.
  ///
  /// @param serialised for all others; its limits hold for all
  /// @param types registered, in the same order on both sides
  public PayloadCodec(Codec serialised, RecordTypes types) {
    this.limits = serialised.limits();
    this.serialised = serialised;
    this.types = types;
  }

  /// Prepares a throwable for another JVM, which may lack its class.
  ///
  /// @param thrown what was thrown
  /// @param replacement of classes that every JVM has
  /// @return to be encoded
  public SentThrowable sent(Throwable thrown, Throwable replacement) {
    return SentThrowable.of(serialised, thrown, replacement);
  }

  /// Object to payload.
  ///
  /// @param object what to encode; null is an object too
  /// @return its payload, which may share arrays with it
  /// @throws CodecException if it cannot be serialised, with the names of class and field, or is
  ///   too large
  public Payload encode(@Nullable Object object) throws CodecException {
    Encoding encoding = new Encoding();
    try {
      encoding.write(object);
      Payload payload = encoding.payload();
      if (payload.length() > limits.maxBytes()) {
        throw CodecException.tooLong(object, payload.length(), limits);
      }
      return payload;
    } catch (CodecException e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException(
          "cannot encode %s: %s".formatted(CodecException.nameOf(object), e), e);
    }
  }

  /// Payload to object.
  ///
  /// @param payload what [#encode] made, on either side; its pieces are removed
  /// @return the object, which may share arrays with the payload
  /// @throws CodecException if it exceeds a limit, or a class is missing or fails
  public @Nullable Object decode(Payload payload) throws CodecException {
    try {
      return new Decoding(payload).read();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new CodecException(
          String.format(
              Locale.ROOT,
              "cannot decode a payload of %d bytes: it ends too early",
              payload.length()),
          e);
    } catch (CodecException e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException(
          String.format(
              Locale.ROOT, "cannot decode a payload of %d bytes: %s", payload.length(), e),
          e);
    }
  }

  /// First byte of a value.
  private static final class Tag {
    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte BYTE = 3;
    static final byte SHORT = 4;
    static final byte CHAR = 5;
    static final byte INT = 6;
    static final byte LONG = 7;
    static final byte FLOAT = 8;
    static final byte DOUBLE = 9;
    static final byte STRING = 10;
    static final byte BYTES = 11;
    static final byte ATTACHMENT = 12;
    static final byte RECORD = 13;
    static final byte SERIALISED = 14;
    static final byte SERIALISED_PIECES = 15;

    private Tag() {}
  }

  private final class Encoding {
    private static final int FIRST_BYTES = 32;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);
    private final List<byte[]> attachments = new ArrayList<>(0);
    private final List<byte[]> pieces = new ArrayList<>(0);

    Payload payload() {
      byte[] exact = new byte[bytes.position()];
      bytes.flip().get(exact);
      return new Payload(exact, attachments, pieces);
    }

    /// No switch over types: linking the first of them takes longer than a worker has for its first
    /// answer.
    void write(@Nullable Object object) throws CodecException {
      if (object == null) {
        room(1).put(Tag.NULL);
      } else if (object instanceof Integer i) {
        room(5).put(Tag.INT).putInt(i);
      } else if (object instanceof Long l) {
        room(9).put(Tag.LONG).putLong(l);
      } else if (object instanceof Double d) {
        room(9).put(Tag.DOUBLE).putDouble(d);
      } else if (object instanceof Boolean b) {
        room(1).put(b ? Tag.TRUE : Tag.FALSE);
      } else if (object instanceof String text && text.length() <= MAX_SHORT_STRING_CHARS) {
        write(text);
      } else if (object instanceof byte[] array) {
        write(array);
      } else if (object instanceof Byte b) {
        room(2).put(Tag.BYTE).put(b);
      } else if (object instanceof Short s) {
        room(3).put(Tag.SHORT).putShort(s);
      } else if (object instanceof Character c) {
        room(3).put(Tag.CHAR).putChar(c);
      } else if (object instanceof Float f) {
        room(5).put(Tag.FLOAT).putFloat(f);
      } else {
        writeOther(object);
      }
    }

    /// Char by char: UTF-8 has no form for half of a surrogate pair.
    private void write(String text) {
      ByteBuffer target = room(2 + Character.BYTES * text.length());
      target.put(Tag.STRING).put((byte) text.length());
      for (int i = 0; i < text.length(); i++) {
        target.putChar(text.charAt(i));
      }
    }

    private void write(byte[] array) {
      if (array.length >= Payload.ATTACHMENT_BYTES
          && attachments.size() < Payload.MAX_ATTACHMENTS) {
        room(5).put(Tag.ATTACHMENT).putInt(attachments.size());
        attachments.add(array);
      } else {
        room(5 + array.length).put(Tag.BYTES).putInt(array.length).put(array);
      }
    }

    private void writeOther(Object object) throws CodecException {
      RecordType type = types.of(object, serialised);
      if (type == null) {
        write(serialised.encode(object, attachments));
      } else {
        room(3).put(Tag.RECORD).putShort((short) type.number());
        for (int i = 0; i < type.components(); i++) {
          write(type.component(object, i));
        }
      }
    }

    private void write(Pieces serial) {
      if (serial.isSmall()) {
        int length = (int) serial.length();
        serial.copyTo(room(5 + length).put(Tag.SERIALISED).putInt(length));
        return;
      }
      List<byte[]> all = serial.all();
      if (pieces.size() + all.size() > Payload.MAX_PIECES) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "it has too many large parts: more than %d", Payload.MAX_PIECES));
      }
      room(9).put(Tag.SERIALISED_PIECES).putInt(pieces.size()).putInt(all.size());
      pieces.addAll(all);
    }

    private ByteBuffer room(int more) {
      if (bytes.remaining() < more) {
        int needed = Math.addExact(bytes.position(), more);
        ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity()));
        bytes = larger.put(bytes.flip());
      }
      return bytes;
    }
  }

  private final class Decoding {
    private final ByteBuffer bytes;
    private final List<byte[]> attachments;
    private final List<byte[]> pieces;
    private int depth;

    Decoding(Payload payload) {
      this.bytes = ByteBuffer.wrap(payload.bytes());
      this.attachments = payload.attachments();
      this.pieces = payload.pieces();
    }

    @Nullable Object read() throws CodecException {
      byte tag = bytes.get();
      return switch (tag) {
        case Tag.NULL -> null;
        case Tag.FALSE -> false;
        case Tag.TRUE -> true;
        case Tag.BYTE -> bytes.get();
        case Tag.SHORT -> bytes.getShort();
        case Tag.CHAR -> bytes.getChar();
        case Tag.INT -> bytes.getInt();
        case Tag.LONG -> bytes.getLong();
        case Tag.FLOAT -> bytes.getFloat();
        case Tag.DOUBLE -> bytes.getDouble();
        case Tag.STRING -> readString();
        case Tag.BYTES -> readBytes();
        case Tag.ATTACHMENT -> attachments.get(bytes.getInt());
        case Tag.RECORD -> readRecord();
        case Tag.SERIALISED -> readSerialised();
        case Tag.SERIALISED_PIECES -> readPieces();
        default -> throw new CodecException("expected the tag of a value: " + tag, null);
      };
    }

    private String readString() {
      char[] text = new char[bytes.get()];
      for (int i = 0; i < text.length; i++) {
        text[i] = bytes.getChar();
      }
      return new String(text);
    }

    /// The length is checked against the remaining bytes before anything is allocated.
    private byte[] readBytes() {
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new BufferUnderflowException();
      }
      byte[] array = new byte[length];
      bytes.get(array);
      return array;
    }

    private @Nullable Object readSerialised() throws CodecException {
      byte[] serial = readBytes();
      return serialised.decode(new ByteArrayInputStream(serial), serial.length, attachments);
    }

    private @Nullable Object readPieces() throws CodecException {
      int first = bytes.getInt();
      List<byte[]> parts = pieces.subList(first, first + bytes.getInt());
      long length = Payload.sum(parts);
      return serialised.decode(Pieces.read(parts), length, attachments);
    }

    private Object readRecord() throws CodecException {
      if (++depth > limits.maxDepth()) {
        throw new CodecException(
            String.format(
                Locale.ROOT,
                "records are nested deeper than %d levels, which is a fixed limit: use a list or an"
                    + " array in place of a chain of records",
                limits.maxDepth()),
            null);
      }
      RecordType type = types.byNumber(bytes.getShort(), serialised);
      @Nullable Object[] components = new Object[type.components()];
      for (int i = 0; i < components.length; i++) {
        components[i] = read();
      }
      depth--;
      return type.create(components);
    }
  }
}
