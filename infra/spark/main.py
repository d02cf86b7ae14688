"""The main file that Synapse and Fabric ask for; the job is in the wheel, which their library management installs."""

from byoml_spark.job import main

main()
