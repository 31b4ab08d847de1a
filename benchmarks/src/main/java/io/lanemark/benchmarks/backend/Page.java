package io.lanemark.benchmarks.backend;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// A page of HTML, which depends on its number and size alone.
///
/// Page n links to the start page and to pages 8 n + 1 … 8 n + 8, so that there is always more to
/// follow; words fill the rest. Making one costs little more than copying it.
final class Page {

  private static final int LINKS = 8;
  private static final int FILLER_BYTES = 1 << 16;
  private static final byte[] FILLER = filler();
  private static final byte[] END = "</p></body></html>\n".getBytes(StandardCharsets.US_ASCII);

  private Page() {}

  static byte[] html(int number, int bytes) {
    byte[] start = start(number);
    byte[] page = new byte[bytes];
    System.arraycopy(start, 0, page, 0, start.length);
    int end = bytes - END.length;
    int from = Math.floorMod(number * 97, FILLER_BYTES);
    for (int to = start.length; to < end; from = 0) {
      int length = Math.min(end - to, FILLER_BYTES - from);
      System.arraycopy(FILLER, from, page, to, length);
      to += length;
    }
    System.arraycopy(END, 0, page, end, END.length);
    return page;
  }

  private static byte[] start(int number) {
    StringBuilder text = new StringBuilder(512);
    text.append("<!DOCTYPE html><html><head><title>Page ").append(number);
    text.append("</title></head><body><p><a href=\"0.html\">Start</a>");
    for (long link = 8L * number + 1; link <= 8L * number + LINKS; link++) {
      if (link <= 999_999_999) {
        text.append(" <a href=\"").append(link).append(".html\">").append(link).append("</a>");
      }
    }
    return text.append("</p><p>").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filler() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] words = new byte[FILLER_BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26));
    }
    return words;
  }
}
