/** Reads how long something lasts, and on which day it is. */
@NullMarked
package org.prytany.reading.time;

import org.jspecify.annotations.NullMarked;
