// The app settings that have a default of their own, for those who want another. docs/settings.md says what each does.

@export()
@sealed()
@description('App settings by name; what is left out keeps its default.')
type OptionalSettings = {
  @description('Schedule of training, NCRONTAB in UTC.')
  RETRAIN_SCHEDULE: string?

  @description('Parameters of training, as a JSON object.')
  TRAINING_PARAMETERS: string?

  @description('Whether training starts from the model before.')
  WARM_START: ('true' | 'false')?

  @description('Findings of a kind that a tenant may expect a day from what is legitimate: a number above 0.')
  DAILY_BUDGET: string?

  @description('Score at or below which findings are not written, for models that cannot tell how rare a score is.')
  MIN_SCORE: string?

  @description('Schedule of gathering cases, NCRONTAB in UTC.')
  CASE_SCHEDULE: string?

  @description('UTC days, today among them, whose cases still change: 1 to 3650.')
  CASE_DAYS: string?

  @description('Who a user is.')
  USER_IDENTITY: ('account' | 'byoml')?

  @description('What a resource is.')
  RESOURCE_IDENTITY: ('computerAndShare' | 'byoml')?

  @description('Accounts left out, separated by commas.')
  EXCLUDED_ACCOUNTS: string?

  @description('Shares left out, separated by commas.')
  EXCLUDED_SHARES: string?
}
