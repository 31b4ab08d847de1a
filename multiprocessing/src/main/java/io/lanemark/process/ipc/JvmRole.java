package io.lanemark.process.ipc;

/// In which JVM objects are decoded, for messages that a user of the pool reads.
public enum JvmRole {
  /// The JVM that has started workers or children.
  PROGRAM("this program") {
    @Override
    String missing(String className) {
      return "the class %s is not on the class path of this program".formatted(className);
    }
  },
  /// A worker of a pool.
  WORKER("the workers") {
    @Override
    String missing(String className) {
      return "the class %s is not on the class path of the workers: name the jar or folder that has it with classPath(…) of the pool"
          .formatted(className);
    }
  },
  /// A child.
  CHILD("the child") {
    @Override
    String missing(String className) {
      return "the class %s is not on the class path of the child: name the jar or folder that has it with classPath(…) of the context"
          .formatted(className);
    }
  };

  private final String inWords;

  JvmRole(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }

  /// Says which class is missing, and what to do.
  abstract String missing(String className);
}
