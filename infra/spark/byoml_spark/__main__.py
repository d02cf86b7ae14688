from byoml_spark.job import main

main()
