package io.lanemark.reports.page;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The fonts of charts, which are part of the jar: a chart looks the same on every machine, and
/// needs no installed font.
///
/// On a Linux without fontconfig, a JDK refuses to draw any text, even with a loaded font, unless
/// `sun.awt.fontconfig` names a file with fonts for its logical ones. It reads that property once,
/// when it draws the first text.
record ChartFonts(Font plain, Font bold) {

  private static final String FONTCONFIG = "sun.awt.fontconfig";
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final String PLAIN = "DejaVuSansCondensed.ttf";
  private static final String BOLD = "DejaVuSansCondensed-Bold.ttf";

  private static @Nullable ChartFonts loaded;

  /// The fonts, loaded once per JVM.
  ///
  /// @throws UncheckedIOException if they cannot be unpacked into the temporary folder
  static synchronized ChartFonts get() {
    ChartFonts fonts = loaded;
    if (fonts == null) {
      fonts = load();
      loaded = fonts;
    }
    return fonts;
  }

  private static ChartFonts load() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    try {
      if (isLinux() && System.getProperty(FONTCONFIG) == null) {
        System.setProperty(FONTCONFIG, fontconfig().toString());
      }
      return new ChartFonts(font(PLAIN), font(BOLD));
    } catch (IOException e) {
      throw new UncheckedIOException("the fonts of the charts cannot be unpacked", e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the fonts of the charts are damaged", e);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  }

  private static Font font(String name) throws IOException, FontFormatException {
    try (InputStream content = open(name)) {
      return Font.createFont(Font.TRUETYPE_FONT, content);
    }
  }

  private static Path fontconfig() throws IOException {
    Path folder = Files.createTempDirectory("lanemark-fonts-");
    folder.toFile().deleteOnExit();
    Path font = folder.resolve(PLAIN);
    font.toFile().deleteOnExit();
    try (InputStream content = open(PLAIN)) {
      Files.copy(content, font);
    }
    StringBuilder lines = new StringBuilder("version=1\n");
    for (String family :
        new String[] {"serif", "sansserif", "monospaced", "dialog", "dialoginput"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        lines.append(family).append('.').append(style).append(".latin-1=DejaVu Sans Condensed\n");
      }
    }
    lines.append("sequence.allfonts=latin-1\n");
    lines.append("filename.DejaVu_Sans_Condensed=").append(font).append('\n');
    Path file = folder.resolve("fontconfig.properties");
    file.toFile().deleteOnExit();
    return Files.writeString(file, lines);
  }

  private static InputStream open(String name) throws IOException {
    InputStream content = ChartFonts.class.getResourceAsStream(FOLDER + name);
    if (content == null) {
      throw new IOException("not on the class path: " + FOLDER + name);
    }
    return content;
  }
}
