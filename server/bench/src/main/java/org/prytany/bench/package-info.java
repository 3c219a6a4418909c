/** Measures how fast digests are made, and sets it against what the machine can do. */
@NullMarked
package org.prytany.bench;

import org.jspecify.annotations.NullMarked;
