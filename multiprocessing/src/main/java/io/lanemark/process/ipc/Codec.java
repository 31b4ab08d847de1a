package io.lanemark.process.ipc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Encodes objects as payloads and decodes them: Java serialisation behind a filter with limits.
/// For any thread.
///
/// Whatever a user's class throws while it is encoded or decoded, including an [Error], becomes a
/// [CodecException], because the thread also serves other tasks.
///
/// The text that the JVM finds for a [NullPointerException] of its own is sent as the message: it
/// would be lost otherwise. A [SentThrowable] is decoded as the throwable that it stands for.
public final class Codec {
  private final Limits limits;
  private final JvmRole role;
  private final @Nullable ClassLoader loader;

  /// A codec with limits.
  ///
  /// @param limits hold in both directions
  public Codec(Limits limits) {
    this(limits, JvmRole.PROGRAM, null);
  }

  /// A codec with limits, and a class loader.
  ///
  /// @param limits hold in both directions
  /// @param role in which JVM it decodes
  /// @param loader where decoded classes come from; null for the context class loader of the thread
  ///   that decodes
  public Codec(Limits limits, JvmRole role, @Nullable ClassLoader loader) {
    this.limits = limits;
    this.role = role;
    this.loader = loader;
  }

  Limits limits() {
    return limits;
  }

  JvmRole role() {
    return role;
  }

  @Nullable ClassLoader loader() {
    return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
  }

  /// Object to payload.
  ///
  /// @param object what to encode; null is an object too
  /// @return its payload
  /// @throws CodecException if it cannot be serialised, with the names of class and field, or is
  ///   too large
  public byte[] encode(@Nullable Object object) throws CodecException {
    return encode(object, null).joined();
  }

  /// As above, but large arrays of bytes are added to the attachments.
  Pieces encode(@Nullable Object object, @Nullable List<byte[]> attachments) throws CodecException {
    Pieces bytes = new Pieces(limits.maxBytes());
    try (ObjectOutputStream out = new Output(bytes, attachments)) {
      out.writeObject(object);
      out.flush();
    } catch (NotSerializableException e) {
      throw new CodecException(UnserialisablePart.describe(object, e), e);
    } catch (StackOverflowError e) {
      throw new CodecException(
          "cannot encode %s: its objects are nested too deeply"
              .formatted(CodecException.nameOf(object)),
          e);
    } catch (Throwable e) {
      throw CodecException.because("cannot encode " + CodecException.nameOf(object), e);
    }
    if (bytes.length() > limits.maxBytes()) {
      long attached = attachments == null ? 0 : Payload.sum(attachments);
      throw CodecException.tooLong(object, bytes.length() + attached, limits);
    }
    return bytes;
  }

  /// Payload to object.
  ///
  /// @param payload what [#encode] made, on either side
  /// @return the object
  /// @throws CodecException if it exceeds a limit, or a class is missing or fails
  public @Nullable Object decode(byte[] payload) throws CodecException {
    return decode(new ByteArrayInputStream(payload), payload.length, List.of());
  }

  /// As above.
  ///
  /// @param bytes how long the payload is
  @Nullable Object decode(InputStream payload, long bytes, List<byte[]> attachments)
      throws CodecException {
    InputFilter filter = new InputFilter(limits, role);
    Missing missing = new Missing();
    try (ObjectInputStream in = new Input(payload, attachments, missing)) {
      in.setObjectInputFilter(filter);
      return in.readObject();
    } catch (Throwable e) {
      String what = String.format(Locale.ROOT, "cannot decode a payload of %d bytes", bytes);
      String reason = reason(e, filter, missing);
      throw reason == null
          ? CodecException.because(what, e)
          : new CodecException(what + ": " + reason, e);
    }
  }

  /// What the JDK does not say, or says in other words: of a lambda whose class is missing, for
  /// example, that its serialised form cannot be cast.
  private @Nullable String reason(Throwable thrown, InputFilter filter, Missing missing) {
    if (filter.refusal() != null) {
      return filter.refusal();
    }
    if (missing.className != null && comesFromMissingClass(thrown)) {
      return role.missing(missing.className);
    }
    if (thrown instanceof NoClassDefFoundError
        && thrown.getMessage() != null
        && thrown.getMessage().indexOf(' ') < 0) {
      return role.missing(thrown.getMessage().replace('/', '.'));
    }
    if (thrown instanceof InvalidClassException refused
        && "filter status: REJECTED".equals(refused.getMessage())) {
      return "the filter of jdk.serialFilterFactory of %s refuses it".formatted(role.inWords());
    }
    return thrown instanceof StackOverflowError ? "its objects are nested too deeply" : null;
  }

  /// The JDK puts a part whose class is missing into a field before it tells that; then the type of
  /// the field does not fit.
  private static boolean comesFromMissingClass(Throwable thrown) {
    return thrown instanceof ClassNotFoundException
        || thrown instanceof ClassCastException
        || thrown instanceof ArrayStoreException;
  }

  /// The first class that was not found.
  private static final class Missing {
    private @Nullable String className;

    void add(@Nullable String name) {
      className = className == null ? name : className;
    }
  }

  /// A placeholder for an array that is sent as an attachment.
  private record Attachment(int index) implements Serializable {}

  private static final class Output extends ObjectOutputStream {
    private final @Nullable List<byte[]> attachments;

    Output(OutputStream out, @Nullable List<byte[]> attachments) throws IOException {
      super(out);
      this.attachments = attachments;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof byte[] array) {
        return replaced(array);
      }
      return object.getClass() == NullPointerException.class
          ? withText((NullPointerException) object)
          : object;
    }

    private Object replaced(byte[] array) {
      if (attachments == null
          || array.length < Payload.ATTACHMENT_BYTES
          || attachments.size() == Payload.MAX_ATTACHMENTS) {
        return array;
      }
      attachments.add(array);
      return new Attachment(attachments.size() - 1);
    }

    /// The JVM computes the text from the code that threw, which the other JVM cannot.
    private static NullPointerException withText(NullPointerException thrown) {
      NullPointerException copy = new NullPointerException(thrown.getMessage());
      copy.setStackTrace(thrown.getStackTrace());
      if (thrown.getCause() != null) {
        copy.initCause(thrown.getCause());
      }
      for (Throwable suppressed : thrown.getSuppressed()) {
        copy.addSuppressed(suppressed);
      }
      return copy;
    }
  }

  private final class Input extends ObjectInputStream {
    private final List<byte[]> attachments;
    private final Missing missing;

    Input(InputStream in, List<byte[]> attachments, Missing missing) throws IOException {
      super(in);
      this.attachments = attachments;
      this.missing = missing;
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) {
      if (object instanceof Attachment(int index)) {
        return attachments.get(index);
      }
      return object instanceof SentThrowable sent ? sent.decode(Codec.this) : object;
    }

    /// A program may have loaded its tasks with a class loader of its own.
    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      ClassLoader own = loader();
      if (own != null) {
        try {
          return Class.forName(description.getName(), false, own);
        } catch (ClassNotFoundException e) {
          // Names of primitive types, and classes that only this library's own loader knows.
        }
      }
      try {
        return super.resolveClass(description);
      } catch (ClassNotFoundException e) {
        missing.add(elementOf(description.getName()));
        throw e;
      }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces)
        throws IOException, ClassNotFoundException {
      try {
        return super.resolveProxyClass(interfaces);
      } catch (ClassNotFoundException e) {
        missing.add(e.getMessage());
        throw e;
      }
    }

    /// The name of the class in a name of an array, such as `[[Lprogram.Task;`.
    private static String elementOf(String name) {
      return name.startsWith("[") ? name.substring(name.indexOf('L') + 1, name.length() - 1) : name;
    }
  }
}
