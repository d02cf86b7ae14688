// Types that several modules take.

@export()
@description('How often storage keeps each blob: within a data centre, across zones, or in a second region too.')
type StorageRedundancy = 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'

@export()
@description('Major version of Node.js that the apps run on.')
type NodeVersion = '22' | '24'

@export()
@description('Memory of an instance in MB, as Flex Consumption sells it.')
type InstanceMemory = 512 | 2048 | 4096

@export()
@sealed()
@description('The virtual network of an installation: its region, subnets, and private DNS zones.')
type PrivateNetwork = {
  location: string
  scorerSubnetId: string
  trainerSubnetId: string
  endpointSubnetId: string
  blobZoneId: string
  eventHubsZoneId: string

  @description('All zones that a private link scope of Azure Monitor needs, that of blobs among them.')
  monitorZoneIds: string[]
}

@export()
@sealed()
@description('What all parts of an installation have in common.')
type Installation = {
  @description('End of the names of resources, which makes them unique.')
  nameSuffix: string

  @description('Region of the apps.')
  location: string
  tags: object

  @description('Workspace that Microsoft Sentinel runs on; logs go there too.')
  workspaceId: string

  @description('Region of the workspace: data export and data collection rules reach no other.')
  workspaceLocation: string
  storageRedundancy: StorageRedundancy

  @description('Virtual network that has private endpoints; null where all is reached over the internet.')
  network: PrivateNetwork?
}
