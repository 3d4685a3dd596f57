package org.keras4j.datasets;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder in a place where everybody may write, such as {@code /tmp}. Somebody else may have made
 * one of that name before, or put links into it that lead our writing elsewhere.
 */
final class PrivateFolder {
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final LinkOption[] NOFOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private PrivateFolder() {}

  /**
   * Makes a folder and those below it, or checks that they are ours, and lets nobody else in.
   *
   * @param outer the folder in the public place
   * @param inner the innermost folder, below {@code outer}
   * @throws IOException if one of them belongs to somebody else or is a link
   */
  static void make(Path outer, Path inner) throws IOException {
    if (Files.getFileAttributeView(outer, PosixFileAttributeView.class, NOFOLLOW) == null) {
      return; // Windows gives each user a folder for temporary files
    }
    make(outer);
    Path folder = outer;
    for (Path name : outer.relativize(inner)) {
      folder = folder.resolve(name);
      make(folder);
    }
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
    } catch (FileAlreadyExistsException e) {
      // checked like a new one
    }
    PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, NOFOLLOW);
    if (!found.isDirectory()) {
      throw new IOException(folder + " is a link or a file, where a folder of ours should be");
    }
    UserPrincipal us = user();
    if (!found.owner().equals(us)) {
      throw new IOException(
          folder + " belongs to " + found.owner() + " and not to " + us + ", so it is not trusted");
    }
    if (!found.permissions().equals(OURS_ALONE)) {
      Files.setPosixFilePermissions(folder, OURS_ALONE);
    }
  }

  /** Who we are: the owner of what we make. The name in user.name may be unknown to the system. */
  private static UserPrincipal user() throws IOException {
    Path probe = Files.createTempFile("keras4j", ".tmp");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
