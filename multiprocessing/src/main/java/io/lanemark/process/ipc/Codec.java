package io.lanemark.process.ipc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encodes objects as payloads and decodes them: Java serialisation behind a filter with limits.
/// For any thread.
///
/// Whatever a user's class throws while it is encoded or decoded, including an [Error], becomes a
/// [CodecException], because the thread also serves other tasks.
public final class Codec {
  private final Limits limits;

  /// A codec with limits.
  ///
  /// @param limits hold in both directions
  public Codec(Limits limits) {
    this.limits = limits;
  }

  /// Object to payload.
  ///
  /// @param object what to encode; null is an object too
  /// @return its payload
  /// @throws CodecException if it cannot be serialised, with the names of class and field, or is
  ///   too large
  public byte[] encode(@Nullable Object object) throws CodecException {
    return encode(object, null);
  }

  /// As above, but large arrays of bytes are added to the attachments.
  byte[] encode(@Nullable Object object, @Nullable List<byte[]> attachments) throws CodecException {
    try (BoundedBytes bytes = new BoundedBytes(limits.maxBytes());
        ObjectOutputStream out =
            attachments == null
                ? new ObjectOutputStream(bytes)
                : new AttachingOutput(bytes, attachments)) {
      out.writeObject(object);
      out.flush();
      return bytes.toByteArray();
    } catch (NotSerializableException e) {
      throw new CodecException(Culprit.find(object, e), e);
    } catch (StackOverflowError e) {
      throw new CodecException(
          "cannot encode %s: its objects are nested too deeply".formatted(nameOf(object)), e);
    } catch (Throwable e) {
      throw CodecException.because("cannot encode " + nameOf(object), e);
    }
  }

  /// Payload to object. Classes come from the context class loader of the calling thread.
  ///
  /// @param payload what [#encode] made, on either side
  /// @return the object
  /// @throws CodecException if it exceeds a limit, or a class is missing or fails
  public @Nullable Object decode(byte[] payload) throws CodecException {
    return decode(payload, List.of());
  }

  @Nullable Object decode(byte[] payload, List<byte[]> attachments) throws CodecException {
    try (ObjectInputStream in = new ContextInput(new ByteArrayInputStream(payload), attachments)) {
      // A filter of the stream would replace the JVM's own, so they are merged.
      in.setObjectInputFilter(
          ObjectInputFilter.merge(new Filter(limits), ObjectInputFilter.Config.getSerialFilter()));
      return in.readObject();
    } catch (StackOverflowError e) {
      throw new CodecException(
          "cannot decode a payload of %d bytes: its objects are nested too deeply"
              .formatted(payload.length),
          e);
    } catch (Throwable e) {
      throw CodecException.because(
          "cannot decode a payload of %d bytes".formatted(payload.length), e);
    }
  }

  private static String nameOf(@Nullable Object object) {
    return object == null ? "null" : object.getClass().getName();
  }

  private record Filter(Limits limits) implements ObjectInputFilter {
    @Override
    public Status checkInput(FilterInfo seen) {
      boolean within =
          seen.depth() <= limits.maxDepth()
              && seen.references() <= limits.maxReferences()
              && seen.arrayLength() <= limits.maxArrayLength()
              && seen.streamBytes() <= limits.maxBytes();
      return within ? Status.UNDECIDED : Status.REJECTED;
    }
  }

  /// Grows up to a limit.
  private static final class BoundedBytes extends ByteArrayOutputStream {
    private final int maxBytes;

    BoundedBytes(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(int b) {
      checkRoom(1);
      super.write(b);
    }

    @Override
    public synchronized void write(byte[] b, int off, int len) {
      checkRoom(len);
      super.write(b, off, len);
    }

    private void checkRoom(int more) {
      if (more > maxBytes - count) {
        throw new IllegalArgumentException(
            "its payload is longer than the limit of %d bytes".formatted(maxBytes));
      }
    }
  }

  /// A placeholder for an array that is sent as an attachment.
  private record Attachment(int index) implements Serializable {}

  private static final class AttachingOutput extends ObjectOutputStream {
    private final List<byte[]> attachments;

    AttachingOutput(OutputStream out, List<byte[]> attachments) throws IOException {
      super(out);
      this.attachments = attachments;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof byte[] array
          && array.length >= Payload.ATTACHMENT_BYTES
          && attachments.size() < Payload.MAX_ATTACHMENTS) {
        attachments.add(array);
        return new Attachment(attachments.size() - 1);
      }
      return object;
    }
  }

  /// Finds classes with the context class loader: a program may have loaded its tasks with its own.
  private static final class ContextInput extends ObjectInputStream {
    private final List<byte[]> attachments;

    ContextInput(InputStream in, List<byte[]> attachments) throws IOException {
      super(in);
      this.attachments = attachments;
      enableResolveObject(!attachments.isEmpty());
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof Attachment(int index) ? attachments.get(index) : object;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      if (loader != null) {
        try {
          return Class.forName(description.getName(), false, loader);
        } catch (ClassNotFoundException e) {
          // Names of primitive types, and classes that only this library's own loader knows.
        }
      }
      return super.resolveClass(description);
    }
  }
}
