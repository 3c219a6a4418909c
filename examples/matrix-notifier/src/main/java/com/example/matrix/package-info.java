/** A notifier that writes to a room of Matrix. */
package com.example.matrix;
