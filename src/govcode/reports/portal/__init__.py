"""The portal: a folder of pages over the whole history that needs no server, no network and no script."""
