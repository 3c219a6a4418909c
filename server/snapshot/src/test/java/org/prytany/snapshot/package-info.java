/** Tests of the hub's adapter: against a stand-in hub, and against snapshot.js. */
@NullMarked
package org.prytany.snapshot;

import org.jspecify.annotations.NullMarked;
