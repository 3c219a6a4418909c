/** The guard attacked in memory, and what it may still sign. */
@NullMarked
package org.prytany.signerd.guard;

import org.jspecify.annotations.NullMarked;
