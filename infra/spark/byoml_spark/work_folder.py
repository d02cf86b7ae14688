from contextlib import closing

from pyspark.sql import SparkSession


class WorkFolder:
    """A folder the job keeps things in, on any file system Spark reaches: `abfss://…`, a OneLake path, a local one."""

    def __init__(self, spark: SparkSession, path: str):
        self.path = path.rstrip("/")
        jvm = spark.sparkContext._jvm
        self._path_of = jvm.org.apache.hadoop.fs.Path
        self._copy = jvm.org.apache.hadoop.io.IOUtils.copyBytes
        self._bytes = jvm.java.io.ByteArrayOutputStream
        self._files = self._path_of(self.path).getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())

    def path_of(self, name: str) -> str:
        return f"{self.path}/{name}"

    def folders(self, name: str) -> list[str]:
        """Names of the folders directly below one, in their order; none where there is no such folder."""
        path = self._path_of(self.path_of(name))
        if not self._files.exists(path):
            return []
        return sorted(status.getPath().getName() for status in self._files.listStatus(path) if status.isDirectory())

    def read_text(self, name: str) -> str | None:
        path = self._path_of(self.path_of(name))
        if not self._files.exists(path):
            return None
        out = self._bytes()
        with closing(self._files.open(path)) as stream:
            self._copy(stream, out, 65_536, False)
        return bytes(out.toByteArray()).decode()

    def write_text(self, name: str, text: str) -> None:
        with closing(self._files.create(self._path_of(self.path_of(name)), True)) as stream:
            stream.write(bytearray(text.encode()))

    def delete(self, name: str) -> None:
        self._files.delete(self._path_of(self.path_of(name)), True)
