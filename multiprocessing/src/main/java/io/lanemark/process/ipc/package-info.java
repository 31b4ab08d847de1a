/// How two JVMs talk: frames, messages, a codec for their payloads, and a private socket. Knows
/// nothing of tasks.
@NullMarked
package io.lanemark.process.ipc;

import org.jspecify.annotations.NullMarked;
