#!/bin/sh
# Starts systemd for the units of deploy/, in namespaces of its own: as the first process of a machine that has this
# one's files to read, its own to write, and no network. `boot.sh FOLDER CODE PYTHON PACKAGES`: an empty folder, the
# project's copy with a .venv, the folder of the Python that this is of, and that of its packages.
set -eu
folder=$1 code=$2 python=$3 packages=$4
new=$folder/new

mount --make-rprivate /
mount -t tmpfs tmpfs "$folder"
mkdir "$folder/upper" "$folder/work" "$new"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$new"

rm -rf "$new/var/lib/ailaget" "$new/var/backups/ailaget"
mkdir -p "$new/opt/ailaget" "$new/opt/python" "$new/var/backups"
mount --rbind "$code" "$new/opt/ailaget"
mount --rbind "$python" "$new/opt/python"
mount --rbind "$packages" "$(echo "$new"/opt/ailaget/.venv/lib/python3.*/site-packages)"
mount -t tmpfs tmpfs "$new/run"
mount -t tmpfs tmpfs "$new/tmp"
mount -t proc proc "$new/proc"
mount -t sysfs -o ro sysfs "$new/sys"
mount -t tmpfs tmpfs "$new/sys/fs/cgroup"
mkdir "$new/sys/fs/cgroup/systemd"
mount -t cgroup -o none,name=systemd cgroup "$new/sys/fs/cgroup/systemd"
mount -t tmpfs -o mode=755 tmpfs "$new/dev"
for device in null zero full random urandom tty; do
    touch "$new/dev/$device"
    mount --bind "/dev/$device" "$new/dev/$device"
done
mkdir "$new/dev/shm" "$new/dev/pts"
ln -s pts/ptmx "$new/dev/ptmx"
ln -s /proc/self/fd "$new/dev/fd"

# The handbook's steps: a user, a folder for backups, settings, units. No disk of this machine is mounted.
: >"$new/etc/fstab"
chroot "$new" useradd --system --home-dir /var/lib/ailaget --shell /usr/sbin/nologin ailaget
chroot "$new" install -d -o ailaget -g ailaget -m 0700 /var/backups/ailaget
printf 'AILAGET_ADDRESS=https://ailaget.example\nLD_LIBRARY_PATH=/opt/python/lib\n' >"$new/etc/ailaget.env"
chroot "$new" setpriv --reuid=ailaget --regid=ailaget --clear-groups \
    env LD_LIBRARY_PATH=/opt/python/lib /opt/ailaget/.venv/bin/python -c 'import ssl, streamlit'
rm -rf "$new/etc/systemd/system"
mkdir "$new/etc/systemd/system"
cp "$code"/deploy/ailaget*.service "$new/etc/systemd/system/"
printf '[Unit]\nRequires=basic.target ailaget.service\n' >"$new/etc/systemd/system/trial.target"

cd "$new"
mkdir old
pivot_root . old
umount -l /old
ip link set lo up || true
export container=trial
exec /lib/systemd/systemd --unit=trial.target --log-target=journal --show-status=0 </dev/null >/dev/null 2>&1
