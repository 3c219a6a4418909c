/** Asks a Snapshot hub by its published GraphQL, and hands votes in at its sequencer. */
@NullMarked
package org.prytany.snapshot;

import org.jspecify.annotations.NullMarked;
