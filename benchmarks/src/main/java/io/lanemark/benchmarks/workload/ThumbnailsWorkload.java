package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.zip.CRC32C;

/// Decodes JPEG pictures of 1024 × 768, scales them to squares, and encodes these as JPEG, with
/// `javax.imageio`: native code that calls back into Java, and objects of several megabytes.
///
/// The pictures are in memory, made once in each JVM. The digest counts their bytes, and its
/// checksum is over the bytes of the thumbnails: equal wherever the same JDK runs.
///
/// @param pictures how many a task makes thumbnails of; from 1 to 100
/// @param side width and height of a thumbnail; from 1 to 768
public record ThumbnailsWorkload(int pictures, int side) implements Workload<Digest> {

  private static final Range PICTURES = new Range(1, 100);
  private static final Range SIDE = new Range(1, Pictures.HEIGHT);

  /// Refuses what is out of range.
  public ThumbnailsWorkload {
    PICTURES.check("pictures", pictures);
    SIDE.check("side", side);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    CRC32C checksum = new CRC32C();
    long bytes = 0;
    for (byte[] picture : resources.open(Pictures.class, _ -> new Pictures()).ofSize(pictures)) {
      checksum.update(Jpeg.encode(Thumbnail.of(Jpeg.decode(picture), side)));
      bytes += picture.length;
    }
    return new Digest(bytes, checksum.getValue());
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "thumbnails";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.CPU;
    }

    @Override
    public String description() {
      return "decodes JPEG pictures of 1024 x 768, scales them down, and encodes them again";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("pictures", "1", "how many pictures a task makes thumbnails of"),
          new Parameter("side", "75", "width and height of a thumbnail, pixels; at most 768"));
    }

    @Override
    public ThumbnailsWorkload create(Arguments arguments) {
      return new ThumbnailsWorkload(
          arguments.wholeNumber("pictures", 1), arguments.wholeNumber("side", 1));
    }
  }
}
