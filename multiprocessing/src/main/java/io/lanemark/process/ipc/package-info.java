/// How two JVMs communicate: frames, messages, a codec for their payloads, and a private socket.
/// Does not depend on tasks.
@NullMarked
package io.lanemark.process.ipc;

import org.jspecify.annotations.NullMarked;
