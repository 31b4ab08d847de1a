package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles sources that a test has as text.
public final class CompiledSources {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^(?:package .*; )?public (?:final )?(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);

  private CompiledSources() {}

  /// Compiles against the class path of the test.
  ///
  /// @param folder gets the classes
  /// @param sources one class or module each
  /// @return the folder
  public static Path compile(Path folder, String... sources) throws IOException {
    return compile(folder, List.of("-cp", System.getProperty("java.class.path")), sources);
  }

  /// Compiles with these options.
  ///
  /// @param folder gets the classes
  /// @param options such as a module path
  /// @param sources one class or module each
  /// @return the folder
  public static Path compile(Path folder, List<String> options, String... sources)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-proc:none", "-d", folder.toString()));
    List<Source> units = Arrays.stream(sources).map(Source::new).toList();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled = javac.getTask(messages, files, null, all, null, units).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    return folder;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    /// A public class, and a module, must be in a file of its name. A file without a class is one
    /// that has the name of the file.
    private static String name(String text) {
      Matcher type = PUBLIC_TYPE.matcher(text);
      if (type.find()) {
        return type.group(1);
      }
      return text.startsWith("module") ? "module-info" : "Main";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
